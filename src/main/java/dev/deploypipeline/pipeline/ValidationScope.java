package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.config.GoalRule;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.config.Phase;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.model.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses what validates: all that Maven runs until the tests are compiled, whatever it is, and of
 * the rest the checks. A module whose artifact another one needs as a file is packaged too. Never
 * chosen are tests, and what reads their results. Of what is left out, a person is told where it
 * may have been a check.
 */
final class ValidationScope implements RunScope {

  private static final int PROCESS_TEST_CLASSES = Phase.require("process-test-classes");
  private static final int TEST = Phase.require("test");
  private static final int PACKAGE = Phase.require("package");
  private static final int VERIFY = Phase.require("verify");

  /** They change the classes for the tests and change them back behind them. */
  private static final Set<String> AROUND_TESTS =
      Set.of(
          "org.jacoco:jacoco-maven-plugin:instrument",
          "org.jacoco:jacoco-maven-plugin:restore-instrumented-classes");

  private final GoalTable goals;
  private final Set<String> aroundTests = new TreeSet<>();
  private final Set<String> documentation = new TreeSet<>();
  private final Set<String> halves = new TreeSet<>();
  private final Set<String> unknown = new TreeSet<>();
  private final Set<String> ofTestResults = new TreeSet<>();
  private final Map<String, Set<String>> packaged = new TreeMap<>();

  ValidationScope(GoalTable goals) {
    this.goals = goals;
  }

  @Override
  public synchronized List<PlannedMojo> select(List<PlannedMojo> plan, Set<String> packagedFor) {
    List<PlannedMojo> selected = new ArrayList<>();
    Map<String, String> unknownByPlugin = new HashMap<>();
    int phase = 0;
    for (PlannedMojo mojo : plan) {
      phase = Math.max(phase, Phase.order(mojo.phase()).orElse(phase));
      Optional<GoalRule> rule = goals.find(mojo.groupId(), mojo.artifactId(), mojo.goal());
      if (rule.isEmpty() && AROUND_TESTS.contains(name(mojo))) {
        aroundTests.add(name(mojo));
        continue;
      }
      boolean toBePackaged = !packagedFor.isEmpty() && packages(mojo, rule, phase);
      if (validates(rule, phase) || toBePackaged) {
        selected.add(mojo);
        if (rule.isEmpty()) {
          unknownByPlugin.putIfAbsent(mojo.plugin(), mojo.goal());
        }
      } else {
        noteLeftOut(mojo, rule);
        String before = unknownByPlugin.get(mojo.plugin());
        if (rule.isEmpty() && before != null && !mojo.ofPackaging()) {
          halves.add(mojo.plugin() + ":" + before + " without " + mojo.goal());
        }
      }
      if (toBePackaged && phase > PROCESS_TEST_CLASSES) {
        packaged.computeIfAbsent(mojo.id().module(), id -> new TreeSet<>()).addAll(packagedFor);
      }
    }
    return List.copyOf(selected);
  }

  private static boolean validates(Optional<GoalRule> rule, int phase) {
    return switch (role(rule)) {
      case SERVICES,
          UNIT_TESTS,
          INTEGRATION_TESTS,
          TEST_REPORT,
          AGGREGATE_REPORT,
          INSTALL,
          DEPLOY ->
          false;
      case SOURCE_CHECK, CLASS_CHECK -> phase <= VERIFY;
      default ->
          phase <= PROCESS_TEST_CLASSES
              || (phase <= VERIFY
                  && rule.filter(known -> known.stage() == Stage.VALIDATION).isPresent());
    };
  }

  /** Whether it stands among what makes the module's artifacts. */
  private static boolean packages(PlannedMojo mojo, Optional<GoalRule> rule, int phase) {
    return switch (role(rule)) {
      case LOCAL, GENERATOR, COMPILER -> phase <= PACKAGE;
      // What makes or attaches artifacts behind the phase package makes them for others too.
      case PACKAGER, ASSEMBLER -> phase <= VERIFY;
      // What is not known of the phase test may run tests.
      case UNKNOWN -> phase <= PACKAGE && phase != TEST && !mojo.aggregator();
      default -> false;
    };
  }

  private static GoalRole role(Optional<GoalRule> rule) {
    return rule.map(GoalRule::role).orElse(GoalRole.UNKNOWN);
  }

  private static String name(PlannedMojo mojo) {
    return mojo.plugin() + ":" + mojo.goal();
  }

  private void noteLeftOut(PlannedMojo mojo, Optional<GoalRule> rule) {
    String goal = name(mojo);
    if (rule.isEmpty()) {
      // What the packaging binds makes its artifact.
      if (!mojo.ofPackaging()) {
        unknown.add(goal);
      }
    } else if (role(rule) == GoalRole.TEST_REPORT && rule.get().stage() == Stage.VALIDATION) {
      ofTestResults.add(goal);
    } else if (role(rule) == GoalRole.DOCUMENTATION) {
      documentation.add(goal);
    }
  }

  @Override
  public synchronized List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (!unknown.isEmpty()) {
      findings.add(
          new Finding(
              Severity.WARNING,
              "Left out, since nothing is known of them and they stand behind the compilation of the"
                  + " tests: "
                  + String.join(", ", unknown)
                  + ". Perhaps you should name those that check in <goals>, with the role"
                  + " source-check or class-check."));
    }
    if (!halves.isEmpty()) {
      findings.add(
          new Finding(
              Severity.WARNING,
              "Nothing is known of these goals, and the second of the same plugin, which may belong"
                  + " to the first, was left out: "
                  + String.join(", ", halves)
                  + ". Perhaps you should run mvn clean before you build with these classes, or"
                  + " name the goals in <goals>."));
    }
    tellLeftOut(ofTestResults, "they check the results of tests", findings);
    tellLeftOut(aroundTests, "they change classes for the tests", findings);
    tellLeftOut(documentation, "they make documentation", findings);
    packaged.forEach(
        (module, users) ->
            findings.add(
                new Finding(
                    Severity.INFO,
                    module
                        + " was packaged, since classes do not do for "
                        + String.join(", ", users)
                        + ".")));
    return List.copyOf(findings);
  }

  private static void tellLeftOut(Set<String> goals, String reason, List<Finding> findings) {
    if (!goals.isEmpty()) {
      findings.add(
          new Finding(
              Severity.INFO, "Left out, since " + reason + ": " + String.join(", ", goals) + "."));
    }
  }
}
