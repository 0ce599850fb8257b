package dev.deploypipeline.pipeline;

import static dev.deploypipeline.pipeline.Mojos.all;
import static dev.deploypipeline.pipeline.Mojos.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunFailureTest extends RunFixture {

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
  void testsThatLeaseNothingDoNotWaitForTheServices() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:root", Set.of(), List.of(Mojos.warmUp("t:root")))
            .module(
                "t:a", Set.of("t:root"), all("t:a", "compile", "testCompile", "unit", "jar", "it"))
            .unitTestsLeaseNothing()
            .failing(id("t:root", "warmUp"));

    run(reactor, FailureMode.FAIL_NEVER);

    assertThat(reactor.ran()).contains(id("t:a", "unit")).doesNotContain(id("t:a", "it"));
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
  void withFailFastAModuleThatCannotBePlannedStopsOnlyWhatStandsBehindIt() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of(), null)
            .module("t:c", Set.of("t:b"), all("t:c", JAVA));

    RunResult result = run(reactor, FailureMode.FAIL_FAST);

    assertThat(outcomes(result))
        .containsEntry("t:a", Outcome.SUCCEEDED)
        .containsEntry("t:b", Outcome.FAILED)
        .containsEntry("t:c", Outcome.SKIPPED);
  }

  @Test
  void withFailAtEndAModuleThatCannotBePlannedStopsNoOther() {
    FakeReactor reactor =
        new FakeReactor().module("t:b", Set.of(), null).module("t:c", Set.of(), all("t:c", JAVA));

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(outcomes(result))
        .containsEntry("t:b", Outcome.FAILED)
        .containsEntry("t:c", Outcome.SUCCEEDED);
  }

  @Test
  void aModuleThatBeganItsIntegrationTestsStopsWhatItStarted() {
    FakeReactor reactor =
        new FakeReactor()
            .module(
                "t:a",
                Set.of(),
                List.of(
                    Mojos.unknown("t:a", "slow", "verify"), Mojos.unknown("t:a", "x", "verify")))
            .module(
                "t:b",
                Set.of(),
                List.of(
                    Mojos.unknown("t:b", "start", "pre-integration-test"),
                    Mojos.known("t:b", "it"),
                    Mojos.unknown("t:b", "stop", "post-integration-test"),
                    Mojos.unknown("t:b", "check", "verify")))
            .failing(id("t:a", "slow"));

    run(reactor, FailureMode.FAIL_FAST);

    // On one thread the longest path goes first, so t:a fails while t:b is between start and stop.
    assertThat(reactor.ran())
        .containsExactly(id("t:b", "start"), id("t:b", "it"), id("t:a", "slow"), id("t:b", "stop"));
  }

  @Test
  void withFailAtEndAnAggregatorStopsNoModuleThatDoesNotUseTheFailedOne() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:bom", Set.of(), List.of(Mojos.aggregator("t:bom", "bom", "package")))
            .module("t:c", Set.of(), all("t:c", JAVA))
            .failing(id("t:a", "unit"));

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(outcomes(result))
        .containsEntry("t:a", Outcome.FAILED)
        .containsEntry("t:bom", Outcome.SUCCEEDED)
        .containsEntry("t:c", Outcome.SUCCEEDED);
  }

  @Test
  void theGateStaysClosedWhereAnythingFailedEvenIfNoFailureCounts() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of(), all("t:b", "jar", "deploy"))
            .failing(id("t:a", "unit"));

    RunResult result = run(reactor, FailureMode.FAIL_NEVER);

    assertThat(result.gateOpened()).isFalse();
    assertThat(reactor.ran()).doesNotContain(id("t:b", "deploy"));
  }
}
