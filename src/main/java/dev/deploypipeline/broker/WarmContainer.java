package dev.deploypipeline.broker;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A container that nobody has used.
 *
 * @param id its id
 * @param name its name, for as long as no client gives it another
 * @param image the id of its image's content
 * @param startedAt when it was started, in the engine's words
 * @param recipe what it was made by
 * @param imageLabels the labels of its image
 * @param took how long it took from the request to be made until it was ready
 * @param proof that its ports are open, in the way in which clients will look; empty if not known
 */
record WarmContainer(
    String id,
    String name,
    String image,
    String startedAt,
    Recipe recipe,
    Map<String, String> imageLabels,
    Duration took,
    Optional<Proof> proof) {

  /**
   * A command that ended well in the container.
   *
   * @param command what was asked of the engine, its members sorted
   * @param output what it printed, framed as the engine sends it
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  record Proof(String command, byte[] output) {}

  /** Rejects null, and copies the map. */
  WarmContainer {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(recipe, "recipe");
    imageLabels = Map.copyOf(imageLabels);
    Objects.requireNonNull(took, "took");
    Objects.requireNonNull(proof, "proof");
  }
}
