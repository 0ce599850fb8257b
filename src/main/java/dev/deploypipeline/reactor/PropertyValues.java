package dev.deploypipeline.reactor;

import java.util.List;

/** Values of our properties, of which only some are known. */
final class PropertyValues {

  private PropertyValues() {}

  /**
   * Rejects what is not known.
   *
   * @throws IllegalArgumentException naming the property, its value and the known ones
   */
  static void check(String property, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new IllegalArgumentException(
          property
              + " is '"
              + value
              + "'. Perhaps you should use one of: "
              + String.join(", ", known)
              + ".");
    }
  }
}
