package dev.deploypipeline.pipeline;

import static dev.deploypipeline.pipeline.Mojos.all;
import static dev.deploypipeline.pipeline.Mojos.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunPipelineTest extends RunFixture {

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
                new Module(
                    "t:b", Set.of("t:a"), Set.of("t:a"), Set.of(), Set.of(), Set.of(), Set.of()),
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
  void aModuleWhosePluginIsBuiltInTheReactorIsPlannedWhenThePluginIsPackaged() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:plugin", Set.of(), all("t:plugin", JAVA))
            .module(
                new Module(
                    "t:user",
                    Set.of("t:plugin"),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of("t:plugin"),
                    Set.of()),
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
  void whatTheBuildToolFindsOfTheRunIsToldBeforeItsEnd() {
    FakeReactor reactor = new FakeReactor().module("t:a", Set.of(), all("t:a", JAVA));

    run(reactor, FailureMode.FAIL_FAST);

    assertThat(events.get(events.size() - 2))
        .isInstanceOfSatisfying(
            RunEvent.Noticed.class,
            noticed -> assertThat(noticed.finding().message()).isEqualTo("ran 4"));
  }

  @Test
  void pluginsThatPublishAllModulesTogetherRunInTheReactorsOrder() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), List.of(Mojos.publisher("t:a")))
            .module("t:b", Set.of(), List.of(Mojos.publisher("t:b")))
            .module("t:c", Set.of(), List.of(Mojos.publisher("t:c")));

    run(reactor, FailureMode.FAIL_FAST);

    assertThat(reactor.ran())
        .containsExactly(id("t:a", "publish"), id("t:b", "publish"), id("t:c", "publish"));
  }

  @Test
  void nothingOfAModuleStartsBeforeTheGoalsOfItsParent() {
    FakeReactor reactor =
        new FakeReactor()
            .module(
                "t:parent", Set.of(), List.of(Mojos.unknown("t:parent", "revision", "validate")))
            .module(
                new Module(
                    "t:a",
                    Set.of("t:parent"),
                    Set.of(),
                    Set.of(),
                    Set.of("t:parent"),
                    Set.of(),
                    Set.of()),
                all("t:a", "resources", "compile", "jar"));

    run(reactor, FailureMode.FAIL_FAST);

    assertThat(reactor.ran())
        .containsSubsequence(id("t:parent", "revision"), id("t:a", "resources"));
  }

  @Test
  void aModuleWhoseConfigurationNamesFilesOfAnotherStartsWhenThatOneIsVerified() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module(readsFilesOf("t:coverage", "t:a"), all("t:coverage", "resources", "jar"));

    run(reactor, FailureMode.FAIL_FAST);

    assertThat(reactor.ran()).hasSize(6);
    assertThat(reactor.ran().subList(4, 6))
        .containsExactly(id("t:coverage", "resources"), id("t:coverage", "jar"));
  }

  @Test
  void aModuleThatOnlyReadsFilesOfAFailedOneIsBuiltAtFailAtEnd() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module(readsFilesOf("t:coverage", "t:a"), all("t:coverage", "jar"))
            .failing(id("t:a", "unit"));

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reactor.ran()).contains(id("t:coverage", "jar"));
    assertThat(reactor.ended()).containsEntry("t:coverage", Outcome.SUCCEEDED);
  }

  private static Module readsFilesOf(String id, String other) {
    return new Module(id, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(other));
  }

  @Test
  void anAggregatorBoundToDeployMakesNoCycle() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), List.of(Mojos.aggregator("t:a", "release", "deploy")))
            .module("t:b", Set.of(), all("t:b", JAVA));

    assertThat(run(reactor, FailureMode.FAIL_FAST).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aJarIsMadeWhenTheJarsOfTheModulesItUsesAreThere() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", "compile", "testCompile", "jar"))
            // The war makes the path of b's jar the longer one, so nothing but the edge holds it
            // back.
            .module("t:b", Set.of("t:a"), all("t:b", "compile", "jar", "war"));

    run(reactor, FailureMode.FAIL_FAST);

    assertThat(reactor.ran()).containsSubsequence(id("t:a", "jar"), id("t:b", "jar"));
  }

  @Test
  void integrationTestsFindTheModulesTheyUseInstalled() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", "compile", "jar", "install"))
            .module("t:b", Set.of("t:a"), all("t:b", "compile", "jar", "it"));

    run(reactor, FailureMode.FAIL_FAST);

    assertThat(reactor.ran()).containsSubsequence(id("t:a", "install"), id("t:b", "it"));
  }

  @Test
  void aModuleWithoutMojosBeginsAndEnds() {
    FakeReactor reactor = new FakeReactor().module("t:bom", Set.of(), List.of());

    RunResult result = run(reactor, FailureMode.FAIL_FAST);

    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(reactor.ended()).containsEntry("t:bom", Outcome.SUCCEEDED);
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
