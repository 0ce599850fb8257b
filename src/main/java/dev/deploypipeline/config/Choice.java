package dev.deploypipeline.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads a setting whose values are the constants of an enum, written {@code logical-database}. */
final class Choice {

  private Choice() {}

  static <E extends Enum<E>> E of(Class<E> type, String setting, String value, E otherwise) {
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> id(constant).equals(value.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown "
                        + setting
                        + " '"
                        + value.strip()
                        + "'. Perhaps you should use one of: "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Choice::id)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** The name as users write it. */
  static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
