package dev.deploypipeline.pipeline;

import static dev.deploypipeline.pipeline.Mojos.all;
import static dev.deploypipeline.pipeline.Mojos.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.RunResult.ModuleResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunPipelineTest {

  private static final String[] JAVA = {"compile", "testCompile", "unit", "jar"};

  private final List<RunEvent> events = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private RunPipeline pipeline(FakeReactor reactor, FailureMode mode, RunListener... more) {
    RunSettings settings =
        new RunSettings("deploy", Profile.BALANCED, 1, 1, mode, GoalTable.builtIn());
    RunInfo info = new RunInfo("shop", "1", List.of(), "deploy", "balanced", 1, "3.9.16", "17");
    List<RunListener> listeners =
        Stream.concat(Stream.of(more), Stream.<RunListener>of(events::add)).toList();
    return new RunPipeline(
        reactor,
        settings,
        Set.of("org.example:example-maven-plugin"),
        info,
        Map.of(),
        listeners,
        warnings::add,
        InstantSource.system());
  }

  private RunResult run(FakeReactor reactor, FailureMode mode) {
    return pipeline(reactor, mode).run();
  }

  private static Map<String, Outcome> outcomes(RunResult result) {
    return result.modules().stream()
        .collect(Collectors.toMap(ModuleResult::module, ModuleResult::outcome));
  }

  @Test
  void aModuleCompilesAgainstItsUpstreamClassesAndTestsAgainstItsPackage() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of("t:a"), all("t:b", JAVA));

    RunResult result = run(reactor, FailureMode.FAIL_FAST);

    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(reactor.ran()).hasSize(8);
    assertThat(reactor.ran()).containsSubsequence(id("t:a", "compile"), id("t:b", "compile"));
    assertThat(reactor.ran()).containsSubsequence(id("t:a", "jar"), id("t:b", "unit"));
    assertThat(reactor.ended())
        .containsOnly(Map.entry("t:a", Outcome.SUCCEEDED), Map.entry("t:b", Outcome.SUCCEEDED));
  }

  @Test
  void aModuleWhoseClassesCannotStandForItsJarIsWaitedFor() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module(
                new Module("t:b", Set.of("t:a"), Set.of("t:a"), Set.of(), Set.of()),
                all("t:b", JAVA));

    run(reactor, FailureMode.FAIL_FAST);

    assertThat(reactor.ran()).containsSubsequence(id("t:a", "jar"), id("t:b", "compile"));
  }

  @Test
  void anUnknownGoalWaitsForAllThatItsUpstreamModulesDo() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module(
                "t:b", Set.of("t:a"), List.of(Mojos.unknown("t:b", "unpack", "generate-sources")));

    run(reactor, FailureMode.FAIL_FAST);

    assertThat(reactor.ran()).containsSubsequence(id("t:a", "unit"), id("t:b", "unpack"));
  }

  @Test
  void anAggregatorRunsAfterTheModulesBeforeItAndBeforeThoseBehindIt() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of(), List.of(Mojos.aggregator("t:b", "docs", "verify")))
            .module("t:c", Set.of(), all("t:c", JAVA));

    run(reactor, FailureMode.FAIL_FAST);

    List<TaskId> ran = reactor.ran();
    assertThat(ran.indexOf(id("t:b", "docs"))).isEqualTo(4);
  }

  @Test
  void noModuleDeploysBeforeEveryModuleIsVerified() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", "compile", "jar", "install", "deploy"))
            .module("t:b", Set.of(), all("t:b", "compile", "unit", "jar", "deploy"))
            .failing(id("t:b", "unit"));

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reactor.ran()).contains(id("t:a", "install"));
    assertThat(reactor.ran()).doesNotContain(id("t:a", "deploy"), id("t:b", "deploy"));
  }

  @Test
  void aModuleWhosePluginIsBuiltInTheReactorIsPlannedWhenThePluginIsPackaged() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:plugin", Set.of(), all("t:plugin", JAVA))
            .module(
                new Module("t:user", Set.of("t:plugin"), Set.of(), Set.of(), Set.of("t:plugin")),
                all("t:user", JAVA))
            .module("t:last", Set.of("t:user"), all("t:last", JAVA));

    RunResult result = run(reactor, FailureMode.FAIL_FAST);

    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(reactor.ran()).hasSize(12);
    assertThat(reactor.ran())
        .containsSubsequence(
            id("t:plugin", "jar"), id("t:user", "compile"), id("t:last", "compile"));
    assertThat(events.stream().filter(RunEvent.TasksPlanned.class::isInstance)).hasSize(2);
  }

  @Test
  void withFailFastTheFailureIsMavensAndWhatMavenRunsBeforeItStillRuns() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of("t:a"), all("t:b", JAVA))
            .module("t:c", Set.of(), all("t:c", "compile", "deploy"))
            .failing(id("t:b", "compile"))
            .failing(id("t:c", "compile"));

    RunResult result = run(reactor, FailureMode.FAIL_FAST);

    assertThat(outcomes(result))
        .containsOnly(
            Map.entry("t:a", Outcome.SUCCEEDED),
            Map.entry("t:b", Outcome.FAILED),
            Map.entry("t:c", Outcome.SKIPPED));
    assertThat(reactor.ran()).contains(id("t:a", "unit")).doesNotContain(id("t:b", "unit"));
  }

  @Test
  void withFailFastNothingStartsThatMavenWouldNotHaveReached() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of(), all("t:b", JAVA))
            .failing(id("t:a", "compile"));

    RunResult result = run(reactor, FailureMode.FAIL_FAST);

    assertThat(outcomes(result).get("t:b")).isEqualTo(Outcome.SKIPPED);
    assertThat(reactor.ran()).containsExactly(id("t:a", "compile"));
    assertThat(events).filteredOn(RunEvent.TaskStarted.class::isInstance).hasSize(1);
  }

  @Test
  void withFailAtEndIndependentModulesGoOnAndDependentOnesAreSkipped() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of("t:a"), all("t:b", JAVA))
            .module("t:c", Set.of(), all("t:c", JAVA))
            .failing(id("t:a", "unit"));

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(outcomes(result))
        .containsOnly(
            Map.entry("t:a", Outcome.FAILED),
            Map.entry("t:b", Outcome.SKIPPED),
            Map.entry("t:c", Outcome.SUCCEEDED));
    assertThat(reactor.ran()).doesNotContain(id("t:b", "unit"));
  }

  @Test
  void withFailNeverEveryModuleGoesOn() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of("t:a"), all("t:b", JAVA))
            .failing(id("t:a", "compile"));

    RunResult result = run(reactor, FailureMode.FAIL_NEVER);

    assertThat(outcomes(result))
        .containsOnly(Map.entry("t:a", Outcome.FAILED), Map.entry("t:b", Outcome.SUCCEEDED));
    assertThat(reactor.ran()).doesNotContain(id("t:a", "unit")).contains(id("t:b", "unit"));
  }

  @Test
  void theFailureOfAModuleIsTheOneThatMavenWouldHaveMetFirst() {
    FakeReactor reactor =
        new FakeReactor()
            .module(
                "t:a", Set.of(), all("t:a", "compile", "testCompile", "unit", "jar", "checkstyle"))
            .failing(id("t:a", "unit"))
            .failing(id("t:a", "checkstyle"));

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(result.modules().get(0).failure().orElseThrow().task()).contains(id("t:a", "unit"));
  }

  @Test
  void testsOfEveryModuleWaitForTheServices() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:root", Set.of(), List.of(Mojos.warmUp("t:root")))
            .module("t:a", Set.of("t:root"), all("t:a", JAVA))
            .failing(id("t:root", "warmUp"));

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reactor.ran()).doesNotContain(id("t:a", "unit"));
  }

  @Test
  void aModuleThatCannotBePlannedFailsTheRunBeforeAnythingRuns() {
    FakeReactor reactor = new FakeReactor().module("t:a", Set.of(), null);

    RunResult result = run(reactor, FailureMode.FAIL_FAST);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.modules().get(0).failure().orElseThrow().cause())
        .hasMessage("no plan for t:a");
    assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.RunFinished.class);
  }

  @Test
  void aBrokenListenerIsReportedOnceAndFailsNothing() {
    FakeReactor reactor = new FakeReactor().module("t:a", Set.of(), all("t:a", JAVA));

    RunResult result =
        pipeline(
                reactor,
                FailureMode.FAIL_FAST,
                event -> {
                  throw new IllegalStateException("out of ink");
                })
            .run();

    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(warnings).singleElement().asString().contains("out of ink").contains("RunStarted");
    assertThat(events).hasSizeGreaterThan(8);
  }

  @Test
  void aRunThatIsCancelledBeforeItStartsTellsItsEndOnce() {
    FakeReactor reactor = new FakeReactor().module("t:a", Set.of(), all("t:a", JAVA));
    RunPipeline pipeline = pipeline(reactor, FailureMode.FAIL_FAST);

    pipeline.cancel(Duration.ZERO);
    RunResult result = pipeline.run();

    assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(reactor.ran()).isEmpty();
    assertThat(events.stream().filter(RunEvent.RunFinished.class::isInstance)).hasSize(1);
  }

  @Test
  void aFailingTestIsToldWhileItsTaskRuns() {
    RunPipeline pipeline = pipeline(new FakeReactor(), FailureMode.FAIL_FAST);

    pipeline.output(
        id("unit"),
        """
        [ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.04 s <<< FAILURE! -- in shop.CartTest
        [ERROR] shop.CartTest.addsUp -- Time elapsed: 0.012 s <<< FAILURE!
        org.opentest4j.AssertionFailedError: expected: <2> but was: <3>
        """);

    assertThat(events.stream().filter(RunEvent.TestFailed.class::isInstance))
        .singleElement()
        .satisfies(
            event -> {
              RunEvent.TestFailed failed = (RunEvent.TestFailed) event;
              assertThat(failed.test()).isEqualTo("shop.CartTest.addsUp");
              assertThat(failed.message()).contains("expected: <2> but was: <3>");
            });
  }
}
