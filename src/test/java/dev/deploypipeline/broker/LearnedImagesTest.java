package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.broker.Recipe.Past;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedImagesTest {

  @TempDir private Path directory;

  @Test
  void namesTheImagesThatTheNextRunWillProbablyAskForOnce() throws IOException {
    Path file = directory.resolve("recipes.json");
    new RecipeFile(file)
        .write(
            List.of(
                recipe("postgres:15", "A=1", 0),
                recipe("postgres:15", "A=2", 1),
                recipe("redis:7", "A=1", 2),
                recipe("mysql:8", "A=1", 9)));

    assertThat(LearnedImages.of(file)).containsExactly("postgres:15", "redis:7");
  }

  @Test
  void nothingIsLearnedBeforeTheFirstRun() {
    assertThat(LearnedImages.of(directory.resolve("none.json"))).isEmpty();
  }

  private static Recipe recipe(String image, String variable, int unusedRuns) {
    return new Recipe(
        CreateCall.of(
            ApiTarget.of("/v1.41/containers/create").orElseThrow(),
            Json.readObject("{\"Image\":\"%s\",\"Env\":[\"%s\"]}".formatted(image, variable))
                .orElseThrow()),
        List.of(),
        ReadyMark.unknown(),
        new Past(1, 1, 0, unusedRuns, 0));
  }
}
