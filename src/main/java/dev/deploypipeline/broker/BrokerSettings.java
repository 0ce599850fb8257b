package dev.deploypipeline.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What a broker needs to know.
 *
 * @param size the most containers of one recipe that are started ahead
 * @param total the most containers that are started ahead and not taken yet, of all recipes
 * @param recipes the file of the project's recipes; made when it is not there
 * @param ownerLabels the labels by which the plugin finds what a killed build left; all begin with
 *     {@code dev.deploypipeline.}
 * @param publishedHost where the engine publishes ports, as seen from here
 * @param stopAnswer when a client hears that its container was stopped
 */
public record BrokerSettings(
    int size,
    int total,
    Path recipes,
    Map<String, String> ownerLabels,
    String publishedHost,
    StopAnswer stopAnswer) {

  /** When {@code stop}, {@code kill} and removal of a container that was warm are answered. */
  public enum StopAnswer {
    /**
     * At once, and then they are done. For some ten milliseconds the container can still be reached
     * by whoever knows its port.
     */
    AT_ONCE,
    /** When the container has ended; only its removal is left for later. */
    WHEN_ENDED
  }

  /**
   * Rejects null, negative sizes and labels that are not the plugin's.
   *
   * @throws IllegalArgumentException if a size or a label is refused
   */
  public BrokerSettings {
    Objects.requireNonNull(recipes, "recipes");
    Objects.requireNonNull(publishedHost, "publishedHost");
    Objects.requireNonNull(stopAnswer, "stopAnswer");
    ownerLabels = Map.copyOf(ownerLabels);
    if (size < 0 || total < 0) {
      throw new IllegalArgumentException(
          "the broker's sizes are %d and %d. Perhaps you should set them to 0 or more."
              .formatted(size, total));
    }
    for (String name : ownerLabels.keySet()) {
      if (!name.startsWith(OwnLabels.PREFIX)) {
        // It would be shown to clients as one of theirs.
        throw new IllegalArgumentException("the owner label '" + name + "' is not the plugin's");
      }
    }
  }
}
