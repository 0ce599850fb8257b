package dev.deploypipeline.config;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container image reference, taken apart as far as a provider needs it.
 *
 * @param repository everything before the tag, for example {@code postgres} or {@code
 *     docker.io/library/postgres}
 * @param tag the tag, or the empty string where none is given
 */
public record ImageName(String repository, String tag) {

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?<repository>(?:[A-Za-z0-9.-]+(?::[0-9]+)?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
              + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@sha256:[0-9a-f]{64})?");
  private static final Pattern LEADING_NUMBER = Pattern.compile("(\\d{1,4})(?:\\D.*)?");

  /**
   * Reads an image reference.
   *
   * @param image {@code [registry/]name[:tag][@sha256:digest]}; may be null
   * @throws IllegalArgumentException if it is no image reference
   */
  public static ImageName parse(String image) {
    Matcher matcher = REFERENCE.matcher(image == null ? "" : image);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + image
              + "' is not a container image. Perhaps you meant something like postgres:15 or redis:7.");
    }
    return new ImageName(
        matcher.group("repository"), matcher.group("tag") == null ? "" : matcher.group("tag"));
  }

  /** The last part of the repository, for example {@code postgres}. */
  public String shortName() {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  /**
   * The number that the tag starts with: 15 for {@code 15.4-alpine}; empty for {@code latest} or no
   * tag.
   */
  public OptionalInt major() {
    Matcher matcher = LEADING_NUMBER.matcher(tag);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
