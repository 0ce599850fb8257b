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

/** How the time that warm containers saved is known: by what a cold one had taken. */
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
  void itIsTheRecordedColdStartWithoutWhatTheWarmOneTook() throws IOException {
    recordedColdStart(HOUR);
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.start("mine");
      BrokerFixture.await("saved", () -> !run.broker.statistics().saved().isZero());
      assertThat(run.broker.statistics().saved().toMillis()).isBetween(HOUR - 60_000, HOUR);

      run.ask("POST", "/containers/" + id + "/kill");
    }
    assertThat(recorded()).isEqualTo(HOUR); // a warm start is no measure of a cold one
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
