package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.broker.Recipe.Past;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the time that warm containers saved is known: by what a cold one took, when in doubt the
 * faster.
 */
@Timeout(60)
class SavedTimeTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();
  private Path recipes;

  @BeforeEach
  void learn() throws IOException {
    recipes = directory.resolve("recipes.json");
    try (FakeRun first = new FakeRun(docker, recipes)) {
      first.start("one");
      assertThat(first.broker.statistics().saved()).isZero();
    }
  }

  /** As if a cold one had taken so long. */
  private void recordedColdStart(long millis) throws IOException {
    RecipeFile file = new RecipeFile(recipes);
    Recipe recipe = file.read().recipes().get(0);
    Past past = recipe.past();
    file.write(
        List.of(
            new Recipe(
                recipe.call(),
                recipe.files(),
                recipe.ready(),
                new Past(past.count(), past.peak(), past.order(), past.unusedRuns(), millis))));
  }

  private long recorded() {
    return new RecipeFile(recipes).read().recipes().get(0).past().coldMillis();
  }

  @Test
  void itIsTheRecordedColdStartWithoutWhatTheClientWaited() {
    assertThat(Waits.saved(2_000, Duration.ofMillis(2_500), 30, false)).isEqualTo(1_970);
  }

  @Test
  void aColdStartOnABusierMachineThanNowIsNotClaimed() {
    assertThat(Waits.saved(9_000, Duration.ofMillis(2_500), 30, false)).isEqualTo(2_470);
  }

  @Test
  void aWaitThatTookLongerIsCountedToo() {
    assertThat(Waits.saved(2_000, Duration.ofMillis(2_500), 2_100, false)).isEqualTo(-100);
  }

  @Test
  void whatAClientDidBeforeItUsedTheContainerIsNoWaiting() {
    assertThat(Waits.saved(11_000, Duration.ofMillis(1_100), 10_020, true)).isEqualTo(980);
  }

  @Test
  void aStartAheadThatWasWaitedForIsPartOfTheWait() throws IOException {
    recordedColdStart(HOUR);
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      run.start("mine");
      BrokerFixture.await("counted", () -> !run.broker.statistics().saved().isZero());
    }
  }

  @Test
  void aWarmStartIsNoMeasureOfAColdOne() throws IOException {
    recordedColdStart(HOUR);
    FakeRun run = new FakeRun(docker, recipes).warmedUp();
    try (run) {
      run.ask("POST", "/containers/" + run.start("mine") + "/kill");
    }
    // Nothing is counted any more; no more is claimed than the start ahead took.
    assertThat(run.broker.statistics().saved().toMillis()).isBetween(-60_000L, 60_000L);
    assertThat(recorded()).isEqualTo(HOUR);
  }

  @Test
  void whereNoColdStartIsRecordedNothingIsClaimed() throws IOException {
    recordedColdStart(0);
    FakeRun run = new FakeRun(docker, recipes).warmedUp();
    try (run) {
      run.start("mine");
      assertThat(run.broker.statistics().warm()).isEqualTo(1);
    }
    assertThat(run.broker.statistics().saved()).isZero(); // nothing is counted any more
  }
}
