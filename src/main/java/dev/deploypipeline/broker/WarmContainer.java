package dev.deploypipeline.broker;

import java.util.Objects;

/**
 * A container that nobody has used.
 *
 * @param id its id
 * @param name its name, for as long as no client gives it another
 * @param image the id of its image's content
 * @param recipe what it was made by
 */
record WarmContainer(String id, String name, String image, Recipe recipe) {

  /** Rejects null. */
  WarmContainer {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(recipe, "recipe");
  }
}
