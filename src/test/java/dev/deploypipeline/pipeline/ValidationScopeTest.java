package dev.deploypipeline.pipeline;

import static dev.deploypipeline.pipeline.Mojos.all;
import static dev.deploypipeline.pipeline.Mojos.known;
import static dev.deploypipeline.pipeline.Mojos.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.config.GoalRule;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValidationScopeTest {

  private static final String[] WHOLE = {
    "resources",
    "compile",
    "testCompile",
    "unit",
    "jar",
    "it",
    "itVerify",
    "checkstyle",
    "pmd",
    "install",
    "deploy"
  };

  private final ValidationScope scope = new ValidationScope(GoalTable.builtIn());

  private static PlannedMojo jacoco(String goal, String phase) {
    return new PlannedMojo(
        Mojos.id(goal),
        "org.jacoco",
        "jacoco-maven-plugin",
        goal,
        phase,
        false,
        true,
        false,
        "",
        Set.of());
  }

  private List<String> selected(List<PlannedMojo> plan, String... packagedFor) {
    return scope.select(plan, Set.of(packagedFor)).stream().map(mojo -> mojo.id().name()).toList();
  }

  @Test
  void whatCompilesAndWhatChecksIsChosenAndNothingElse() {
    assertThat(selected(all(Mojos.MODULE, WHOLE)))
        .containsExactly("resources", "compile", "testCompile", "checkstyle", "pmd");
    assertThat(scope.findings()).isEmpty();
  }

  @Test
  void aModuleWhoseFileIsNeededIsPackagedAndAPersonIsToldForWhom() {
    assertThat(selected(all(Mojos.MODULE, WHOLE), "shop:web"))
        .containsExactly("resources", "compile", "testCompile", "jar", "checkstyle", "pmd");
    assertThat(scope.findings())
        .containsExactly(
            new Finding(
                Severity.INFO, "shop:model was packaged, since classes do not do for shop:web."));
  }

  @Test
  void whatIsNotKnownRunsWhereItMayMakeWhatIsCompiled() {
    List<PlannedMojo> plan = new ArrayList<>();
    plan.add(unknown("generate", "generate-sources"));
    plan.addAll(all(Mojos.MODULE, "compile", "testCompile"));
    plan.add(unknown("instrument", "process-test-classes"));
    plan.add(unknown("prepare", "prepare-package"));
    plan.add(unknown("guard", "verify"));

    assertThat(selected(plan)).containsExactly("generate", "compile", "testCompile", "instrument");
    assertThat(scope.findings())
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.message())
                  .contains(
                      "org.example:example-maven-plugin:guard,"
                          + " org.example:example-maven-plugin:prepare");
            });
  }

  @Test
  void whatIsNotKnownRunsBeforeThePackagingOfAModuleThatIsPackaged() {
    assertThat(
            selected(
                List.of(
                    known("compile"),
                    unknown("prepare", "prepare-package"),
                    known("jar"),
                    unknown("guard", "verify")),
                "shop:web"))
        .containsExactly("compile", "prepare", "jar");
  }

  @Test
  void aCheckThatTheUserNamesIsChosen() {
    ValidationScope named =
        new ValidationScope(
            GoalTable.builtIn()
                .with(
                    List.of(
                        new GoalRule(
                            "org.example:example-maven-plugin:guard",
                            GoalRole.CLASS_CHECK,
                            Stage.VALIDATION))));

    assertThat(named.select(List.of(unknown("guard", "verify")), Set.of())).hasSize(1);
    assertThat(named.findings()).isEmpty();
  }

  @Test
  void aCheckOfTestResultsIsLeftOutAndAPersonIsTold() {
    assertThat(selected(List.of(jacoco("check", "verify")))).isEmpty();
    assertThat(scope.findings())
        .containsExactly(
            new Finding(
                Severity.INFO,
                "Left out, since they check the results of tests:"
                    + " org.jacoco:jacoco-maven-plugin:check."));
  }

  @Test
  void classesAreNotChangedForTestsThatDoNotRun() {
    List<PlannedMojo> plan =
        List.of(
            known("compile"),
            jacoco("instrument", "process-classes"),
            jacoco("restore-instrumented-classes", "prepare-package"),
            known("jar"));

    assertThat(selected(plan)).containsExactly("compile");
    assertThat(selected(plan, "shop:web")).containsExactly("compile", "jar");
    assertThat(scope.findings().get(0))
        .isEqualTo(
            new Finding(
                Severity.INFO,
                "Left out, since they change classes for the tests:"
                    + " org.jacoco:jacoco-maven-plugin:instrument,"
                    + " org.jacoco:jacoco-maven-plugin:restore-instrumented-classes."));
  }

  @Test
  void aPersonIsToldWhereOnlyTheFirstGoalOfAPluginRuns() {
    selected(List.of(unknown("weave", "process-classes"), unknown("unweave", "prepare-package")));

    assertThat(scope.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.message())
                  .contains("org.example:example-maven-plugin:weave without unweave");
            });
  }

  @Test
  void documentationIsLeftOutAndAPersonIsTold() {
    assertThat(selected(List.of(Mojos.documentation("")))).isEmpty();
    assertThat(scope.findings())
        .containsExactly(
            new Finding(
                Severity.INFO,
                "Left out, since they make documentation:"
                    + " org.apache.maven.plugins:maven-javadoc-plugin:jar."));
  }

  @Test
  void whatIsNotKnownOfThePhaseTestIsLeftOutOfAModuleThatIsPackagedToo() {
    assertThat(
            selected(List.of(known("compile"), unknown("specs", "test"), known("jar")), "shop:web"))
        .containsExactly("compile", "jar");
    assertThat(scope.findings())
        .anySatisfy(
            finding ->
                assertThat(finding.message()).contains("org.example:example-maven-plugin:specs"));
  }

  @Test
  void noServerIsStarted() {
    assertThat(selected(List.of(Mojos.warmUp(Mojos.MODULE)), "shop:web")).isEmpty();
    assertThat(scope.findings()).isEmpty();
  }

  @Test
  void anAggregatorThatIsNotKnownPackagesNothing() {
    assertThat(selected(List.of(Mojos.aggregator(Mojos.MODULE, "all", "package")), "shop:web"))
        .isEmpty();
  }
}
