package dev.deploypipeline.pipeline;

import static dev.deploypipeline.pipeline.Mojos.all;
import static dev.deploypipeline.pipeline.Mojos.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValidateTest {

  private static final String[] CHECKED = {"compile", "testCompile", "checkstyle", "pmd"};
  private static final String POM = Path.of("pom.xml").toAbsolutePath().toString();

  private final List<RunEvent> events = new ArrayList<>();
  private RunPipeline pipeline;

  private RunResult validate(FakeReactor reactor, boolean failOnWarning) {
    return run(reactor, Errand.VALIDATE, FailureMode.FAIL_AT_END, failOnWarning);
  }

  private RunResult run(
      FakeReactor reactor, Errand errand, FailureMode mode, boolean failOnWarning) {
    RunSettings settings =
        new RunSettings(
            "verify", Profile.BALANCED, 1, 1, mode, GoalTable.builtIn(), errand, failOnWarning);
    RunInfo info =
        new RunInfo("shop", "1", List.of(), "verify", "balanced", 1, "3.9.16", "17", errand.goal());
    pipeline =
        new RunPipeline(
            reactor,
            settings,
            Set.of(),
            info,
            Map.of(),
            List.of(events::add),
            line -> {},
            InstantSource.system());
    return pipeline.run();
  }

  private FakeReactor printing(String line) {
    return new FakeReactor()
        .module("t:a", Set.of(), all("t:a", CHECKED))
        .module("t:b", Set.of("t:a"), all("t:b", CHECKED))
        .during(id("t:a", "compile"), task -> pipeline.output(task, line + "\n"));
  }

  private Stream<LintFinding> found() {
    return events.stream()
        .filter(RunEvent.LintFound.class::isInstance)
        .flatMap(event -> ((RunEvent.LintFound) event).findings().stream());
  }

  @Test
  void whatATaskPrintsIsToldAsAFinding() {
    RunResult result = validate(printing("[WARNING] " + POM + ":[1,2] careful"), false);

    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(found())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.task()).isEqualTo(id("t:a", "compile"));
              assertThat(finding.message()).isEqualTo("careful");
            });
  }

  @Test
  void aRunOfEverythingCollectsNothing() {
    run(printing("[WARNING] " + POM + ":[1,2] x"), Errand.RUN, FailureMode.FAIL_AT_END, false);

    assertThat(found()).isEmpty();
  }

  @Test
  void withFailOnWarningTheModuleFailsThoughAllItsTasksRan() {
    FakeReactor reactor = printing("[WARNING] " + POM + ":[1,2] careful");

    RunResult result = validate(reactor, true);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reactor.ran()).hasSize(2 * CHECKED.length);
    assertThat(reactor.ended())
        .containsEntry("t:a", Outcome.FAILED)
        .containsEntry("t:b", Outcome.SUCCEEDED);
    assertThat(result.modules().get(0).failure().orElseThrow().cause())
        .hasMessageContaining(
            "t:a has 1 warning, and failOnWarning is set. The first is in " + POM);
  }

  @Test
  void withFailOnWarningNoWarningIsNoFailure() {
    assertThat(validate(printing("[INFO] " + POM + ":[1,2] x"), true).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void withFailOnWarningAPersonIsToldWhereTheWarningsAreNotKnown() {
    validate(printing("[INFO] Nothing to compile - all classes are up to date."), true);

    assertThat(events)
        .filteredOn(RunEvent.Noticed.class::isInstance)
        .extracting(event -> ((RunEvent.Noticed) event).finding().message())
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith(
                        "The warnings of the compiler are not known where nothing was to be"
                            + " compiled: compile @ a."));
  }

  @Test
  void aTaskWhoseFindingsCannotBeReadRunsAllTheSameAndAPersonIsTold() {
    FakeReactor reactor = printing("[INFO] x").unreadable(id("t:a", "compile"));

    RunResult result = validate(reactor, true);

    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(reactor.ran()).hasSize(2 * CHECKED.length);
    assertThat(events)
        .filteredOn(RunEvent.Noticed.class::isInstance)
        .extracting(event -> ((RunEvent.Noticed) event).finding().message())
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith("What these found is not known")
                    .contains("compile @ a (java.lang.IllegalStateException: unreadable)"));
  }

  @Test
  void aRunOfEverythingDoesNotAskWhereFindingsAre() {
    FakeReactor reactor = printing("[INFO] x").unreadable(id("t:a", "compile"));

    run(reactor, Errand.RUN, FailureMode.FAIL_AT_END, false);

    assertThat(events)
        .filteredOn(RunEvent.Noticed.class::isInstance)
        .extracting(event -> ((RunEvent.Noticed) event).finding().message())
        .noneMatch(message -> message.contains("is not known"));
  }

  @Test
  void theSecondCheckOfAPluginRunsThoughTheFirstOneFails() {
    PlannedMojo pmd = Mojos.known("t:a", "pmd");
    PlannedMojo copies =
        new PlannedMojo(
            id("t:a", "cpd"),
            pmd.groupId(),
            pmd.artifactId(),
            "cpd-check",
            "verify",
            false,
            true,
            false,
            "",
            Set.of());
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), List.of(Mojos.known("t:a", "compile"), pmd, copies))
            .failing(pmd.id());

    assertThat(validate(reactor, false).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reactor.ran()).containsExactly(id("t:a", "compile"), pmd.id(), copies.id());
  }

  @Test
  void afterAFailedCheckTheOthersStillRun() {
    FakeReactor reactor = printing("").failing(id("t:a", "checkstyle"));

    RunResult result = validate(reactor, false);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reactor.ran())
        .contains(id("t:a", "pmd"), id("t:b", "compile"), id("t:b", "checkstyle"));
    assertThat(found())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).hasToString(POM);
              assertThat(finding.message()).contains("fails");
            });
  }
}
