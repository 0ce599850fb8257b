package dev.deploypipeline.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How results of earlier builds are used.
 *
 * @param mode whether they are taken and kept
 * @param directory where they are kept, shared by all builds of a user
 * @param remote where they are kept for others; empty for nowhere
 * @param maxBytes how large that may become; more than 0
 * @param why the task that wants explaining, {@code module:goal}; empty for none
 */
public record ReuseSettings(
    ReuseMode mode,
    Path directory,
    Optional<RemoteReuse> remote,
    long maxBytes,
    Optional<String> why) {

  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,12})\\s*([kmg]?)", Pattern.CASE_INSENSITIVE);

  /** No use of earlier builds. */
  public static ReuseSettings none() {
    return new ReuseSettings(ReuseMode.OFF, Path.of(""), Optional.empty(), 1, Optional.empty());
  }

  /**
   * A size such as {@code 5g}, {@code 500m} or a number of bytes.
   *
   * @throws IllegalArgumentException naming the value, for anything else
   */
  public static long bytes(String size) {
    Matcher matcher = SIZE.matcher(size.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "deploy-pipeline.reuse.maxSize is '" + size + "'. Perhaps you should write it as 5g.");
    }
    int shift =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
  }

  /** Rejects null, and a size below 1 with {@link IllegalArgumentException}. */
  public ReuseSettings {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(remote, "remote");
    Objects.requireNonNull(why, "why");
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "deploy-pipeline.reuse.maxSize is " + maxBytes + ". Perhaps you should set at least 1.");
    }
  }
}
