package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.config.GoalRule;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.config.Phase;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places the mojo executions of one module: the spine in Maven's order, and beside it what is known
 * to be safe there. Decides the edges within the module; those to other modules are {@link
 * ReactorGraph}'s.
 */
final class ModulePlacer {

  /** An edge within the module. */
  record Wait(TaskId before, TaskId after) {}

  /**
   * A placed module.
   *
   * @param placements in Maven's order
   * @param waits the edges between them
   * @param classes the last spine task that {@link Milestone#CLASSES} waits for
   * @param testClasses the same of {@link Milestone#TEST_CLASSES}
   * @param packaged what {@link Milestone#PACKAGED} waits for
   * @param verified what {@link Milestone#VERIFIED} waits for
   */
  record Placed(
      List<Placement> placements,
      Set<Wait> waits,
      Set<TaskId> classes,
      Set<TaskId> testClasses,
      Set<TaskId> packaged,
      Set<TaskId> verified) {}

  private static final int PROCESS_SOURCES = Phase.require("process-sources");
  private static final int PROCESS_CLASSES = Phase.require("process-classes");
  private static final int PROCESS_TEST_CLASSES = Phase.require("process-test-classes");
  private static final int PACKAGE = Phase.require("package");
  private static final int VERIFY = Phase.require("verify");
  private static final int DEPLOY = Phase.require("deploy");

  private final GoalTable goals;
  private final boolean keepOrderOnFailure;

  private final List<Placement> placements = new ArrayList<>();
  private final Set<Wait> waits = new LinkedHashSet<>();
  private final Set<TaskId> classes = new LinkedHashSet<>();
  private final Set<TaskId> testClasses = new LinkedHashSet<>();
  private final Set<TaskId> packaged = new LinkedHashSet<>();
  private final Set<TaskId> verified = new LinkedHashSet<>();

  private final List<TaskId> sides = new ArrayList<>();
  private final Map<String, TaskId> lastSide = new HashMap<>();
  private final List<TaskId> unmerged = new ArrayList<>();
  private final List<TaskId> tests = new ArrayList<>();
  private final List<TaskId> reports = new ArrayList<>();
  private final List<TaskId> checks = new ArrayList<>();
  private Optional<TaskId> spine = Optional.empty();
  private Optional<TaskId> testClassesReady = Optional.empty();

  /**
   * @param goals what is known of goals
   * @param keepOrderOnFailure whether tests must wait for all that Maven runs before them in the
   *     module, so that exactly those run after a failure that would have run with Maven
   */
  ModulePlacer(GoalTable goals, boolean keepOrderOnFailure) {
    this.goals = goals;
    this.keepOrderOnFailure = keepOrderOnFailure;
  }

  Placed place(List<PlannedMojo> mojos) {
    int phase = 0;
    for (int index = 0; index < mojos.size(); index++) {
      PlannedMojo mojo = mojos.get(index);
      // A phase of another lifecycle stands where Maven put it: behind the one before.
      phase = Math.max(phase, Phase.order(mojo.phase()).orElse(phase));
      place(mojo, index, phase);
    }
    return new Placed(
        List.copyOf(placements), Set.copyOf(waits), classes, testClasses, packaged, verified);
  }

  private void place(PlannedMojo mojo, int index, int phase) {
    Optional<GoalRule> rule = goals.find(mojo.groupId(), mojo.artifactId(), mojo.goal());
    GoalRole role = role(mojo, rule, phase);
    Stage stage = rule.map(GoalRule::stage).orElseGet(() -> stage(phase));
    Optional<TaskId> after = predecessor(role, phase);
    List<TaskId> rejoins = rejoins(role);

    after.ifPresent(before -> waits.add(new Wait(before, mojo.id())));
    furtherWaits(role).forEach(before -> waits.add(new Wait(before, mojo.id())));
    if (makesSourcesAgain(mojo, role)) {
      checks.forEach(before -> waits.add(new Wait(before, mojo.id())));
    }
    if (!role.onSpine() && !role.runsTests() && role != GoalRole.TEST_REPORT) {
      // Executions of one plugin share result and cache files below target.
      Optional.ofNullable(lastSide.put(mojo.plugin(), mojo.id()))
          .ifPresent(before -> waits.add(new Wait(before, mojo.id())));
    }
    placements.add(
        new Placement(
            mojo, index, role, stage, role.onSpine() ? Optional.empty() : after, rejoins));
    if (role.onSpine()) {
      advanceSpine(mojo.id(), phase, role == GoalRole.UNKNOWN || makesSourcesAgain(mojo, role));
      forgetMerged(role);
    } else {
      addSide(mojo.id(), role);
    }
    addToMilestones(mojo.id(), role, phase);
  }

  private static GoalRole role(PlannedMojo mojo, Optional<GoalRule> rule, int phase) {
    if (mojo.aggregator()) {
      return GoalRole.UNKNOWN;
    }
    if (rule.isPresent()) {
      GoalRole role = rule.get().role();
      // A deploy goal bound to an early phase cannot wait for a gate that waits for that phase.
      boolean tooEarly =
          (role == GoalRole.DEPLOY && phase < DEPLOY)
              || (role == GoalRole.INSTALL && phase <= VERIFY);
      if (tooEarly) {
        return GoalRole.UNKNOWN;
      }
      // What is made before the phase package may be meant to be packaged.
      boolean early = role == GoalRole.DOCUMENTATION && phase < PACKAGE;
      return forking(mojo, early ? GoalRole.GENERATOR : role);
    }
    return mojo.ofPackaging() && phase == PACKAGE ? GoalRole.ASSEMBLER : GoalRole.UNKNOWN;
  }

  /**
   * What runs phases of the module again writes sources, or even classes, that others read: it must
   * not run beside them, whatever it does itself.
   */
  private static GoalRole forking(PlannedMojo mojo, GoalRole role) {
    if (mojo.forkedPhase().isEmpty() || role.onSpine()) {
      return role;
    }
    boolean sourcesOnly = Phase.order(mojo.forkedPhase()).orElse(VERIFY) <= PROCESS_SOURCES;
    return sourcesOnly ? GoalRole.ASSEMBLER : GoalRole.UNKNOWN;
  }

  private Optional<TaskId> predecessor(GoalRole role, int phase) {
    return switch (role) {
      // Roots may be added until the tests are compiled, by the compiler itself for example.
      case SOURCE_CHECK -> phase <= PROCESS_TEST_CLASSES ? spine : testClassesReady;
      case CLASS_CHECK -> phase <= PROCESS_TEST_CLASSES ? spine : testClassesReady;
      case SERVICES -> Optional.empty();
      default -> spine;
    };
  }

  private List<TaskId> rejoins(GoalRole role) {
    if (role != GoalRole.UNKNOWN && role != GoalRole.INSTALL && role != GoalRole.DEPLOY) {
      return List.of();
    }
    List<TaskId> all = List.copyOf(unmerged);
    unmerged.clear();
    return all;
  }

  private List<TaskId> furtherWaits(GoalRole role) {
    return switch (role) {
      case UNKNOWN, INSTALL, DEPLOY, AGGREGATE_REPORT -> List.copyOf(sides);
      case TEST_REPORT -> {
        List<TaskId> all = new ArrayList<>(tests);
        all.addAll(reports);
        yield all;
      }
      case UNIT_TESTS, INTEGRATION_TESTS ->
          keepOrderOnFailure ? List.copyOf(sides) : lastOfTheSameKind(role);
      default -> List.of();
    };
  }

  /** Two executions of one goal share directories below {@code target}. */
  private List<TaskId> lastOfTheSameKind(GoalRole role) {
    return placements.stream()
        .filter(placement -> placement.role() == role)
        .map(Placement::id)
        .toList();
  }

  /** Whether it runs the phases again that generate sources, as {@code source:jar} does. */
  private static boolean makesSourcesAgain(PlannedMojo mojo, GoalRole role) {
    return role.onSpine() && !mojo.forkedPhase().isEmpty();
  }

  /**
   * @param maySourcesChange whether later checks must see what it wrote: what is not known may
   *     write sources or classes in any phase
   */
  private void advanceSpine(TaskId id, int phase, boolean maySourcesChange) {
    spine = Optional.of(id);
    if (phase <= PROCESS_TEST_CLASSES || maySourcesChange) {
      testClassesReady = spine;
    }
  }

  /** Whoever waits for an unknown goal waits for all that this one waited for. */
  private void forgetMerged(GoalRole role) {
    if (role == GoalRole.UNKNOWN) {
      sides.clear();
      checks.clear();
      tests.clear();
      reports.clear();
    }
  }

  private void addSide(TaskId id, GoalRole role) {
    if (role.runsTests()) {
      tests.add(id);
    } else if (role == GoalRole.TEST_REPORT || role == GoalRole.AGGREGATE_REPORT) {
      reports.add(id);
    } else if (role != GoalRole.SERVICES) {
      checks.add(id);
    }
    sides.add(id);
    unmerged.add(id);
  }

  private void addToMilestones(TaskId id, GoalRole role, int phase) {
    if (role.onSpine() && phase <= PROCESS_CLASSES) {
      classes.add(id);
    }
    if (role.onSpine() && phase <= PROCESS_TEST_CLASSES) {
      testClasses.add(id);
    }
    // What makes or attaches artifacts behind the phase package makes them for other modules too.
    boolean makesArtifacts =
        role == GoalRole.UNKNOWN || role == GoalRole.PACKAGER || role == GoalRole.ASSEMBLER;
    if ((role.onSpine() && phase <= PACKAGE) || (makesArtifacts && phase <= VERIFY)) {
      packaged.add(id);
    }
    if (phase <= VERIFY) {
      verified.add(id);
    }
  }

  private static Stage stage(int phase) {
    if (phase <= Phase.require("initialize")) {
      return Stage.VALIDATION;
    }
    if (phase <= PROCESS_SOURCES) {
      return Stage.CODE_GENERATION;
    }
    if (phase <= PROCESS_TEST_CLASSES) {
      return Stage.COMPILE;
    }
    if (phase <= Phase.require("test")) {
      return Stage.UNIT_TESTS;
    }
    if (phase <= PACKAGE) {
      return Stage.PACKAGING;
    }
    if (phase <= Phase.require("post-integration-test")) {
      return Stage.INTEGRATION_TESTS;
    }
    return phase <= VERIFY ? Stage.VALIDATION : Stage.DEPLOY;
  }
}
