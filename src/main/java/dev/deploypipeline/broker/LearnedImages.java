package dev.deploypipeline.broker;

import java.nio.file.Path;
import java.util.List;

/** The images of the containers that tests asked for in earlier runs. */
public final class LearnedImages {

  private LearnedImages() {}

  /**
   * Their names, as the tests wrote them, each once; those only that the next run will probably ask
   * for.
   *
   * @param recipes the file of a project's recipes; empty if it is not there or cannot be read,
   *     which the broker tells when it opens
   */
  public static List<String> of(Path recipes) {
    return new RecipeFile(recipes)
        .read().recipes().stream()
            .filter(Recipe::isLikely)
            .map(recipe -> recipe.call().image())
            .filter(image -> !image.isEmpty())
            .distinct()
            .toList();
  }
}
