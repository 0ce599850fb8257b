package dev.deploypipeline.pipeline;

import static dev.deploypipeline.pipeline.Mojos.all;
import static dev.deploypipeline.pipeline.Mojos.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the build tool is told of modules, and what becomes of its objections. */
class ModuleLifeTest extends RunFixture {

  @Test
  void aModuleThatTheBuildToolRefusesFailsOnceAndRunsNothing() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of(), all("t:b", "resources", "compile"))
            .refusing("t:a");

    RunResult result = run(reactor, FailureMode.FAIL_FAST);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reactor.ran()).isEmpty();
    assertThat(result.modules().get(0).failure().orElseThrow().cause())
        .hasMessage("t:a is refused");
  }

  @Test
  void aRunThatLostTrackOfItsModulesIsNoSuccess() {
    FakeReactor reactor = new FakeReactor().module("t:a", Set.of(), all("t:a", JAVA)).deaf();

    assertThatThrownBy(() -> run(reactor, FailureMode.FAIL_FAST))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be trusted")
        .hasMessageContaining("deaf");
    assertThat(events.get(events.size() - 1))
        .isInstanceOfSatisfying(
            RunEvent.RunFinished.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.FAILED));
  }

  @Test
  void aModuleWithNothingToRunBeginsWhenItsTurnComesAndNotBehindAFailure() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:bom", Set.of(), List.of())
            .module("t:a", Set.of("t:bom"), all("t:a", JAVA))
            .module("t:site", Set.of("t:a"), List.of())
            .failing(id("t:a", "unit"));

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(reactor.ended())
        .containsEntry("t:bom", Outcome.SUCCEEDED)
        .containsEntry("t:site", Outcome.SKIPPED);
    assertThat(reactor.started()).containsExactlyInAnyOrder("t:bom", "t:a");
    assertThat(outcomes(result)).containsEntry("t:site", Outcome.SKIPPED);
  }

  @Test
  void aModuleWithNothingToRunThatIsRefusedFailsTheRun() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:bom", Set.of(), List.of())
            .module("t:a", Set.of(), all("t:a", JAVA))
            .refusing("t:bom");

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(outcomes(result))
        .containsEntry("t:bom", Outcome.FAILED)
        .containsEntry("t:a", Outcome.SUCCEEDED);
  }

  @Test
  void aSuccessThatTheBuildToolObjectsToIsAFailureOfThatModuleAlone() {
    FakeReactor reactor =
        new FakeReactor()
            .module("t:a", Set.of(), all("t:a", JAVA))
            .module("t:b", Set.of(), all("t:b", JAVA))
            .objectingTo("t:a");

    RunResult result = run(reactor, FailureMode.FAIL_AT_END);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(outcomes(result))
        .containsEntry("t:a", Outcome.FAILED)
        .containsEntry("t:b", Outcome.SUCCEEDED);
    assertThat(reactor.ended()).containsEntry("t:a", Outcome.FAILED);
  }
}
