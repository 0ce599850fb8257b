package dev.deploypipeline.prefetch;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of the lock list.
 *
 * @param coordinates {@code groupId:artifactId:extension[:classifier]:version}
 * @param sha256 of the file, in hexadecimal digits; empty for what may change, as a snapshot does
 */
public record LockedArtifact(String coordinates, Optional<String> sha256)
    implements Comparable<LockedArtifact> {

  private static final Pattern COORDINATES = Pattern.compile("[^:\\s]+(?::[^:\\s]+){3,4}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /**
   * Rejects what is no artifact.
   *
   * @throws IllegalArgumentException naming the value
   */
  public LockedArtifact {
    Objects.requireNonNull(sha256, "sha256");
    if (!COORDINATES.matcher(coordinates).matches()) {
      throw new IllegalArgumentException(
          "'" + coordinates + "' is not groupId:artifactId:extension[:classifier]:version");
    }
    if (sha256.isPresent() && !DIGEST.matcher(sha256.get()).matches()) {
      throw new IllegalArgumentException("'" + sha256.get() + "' is not a SHA-256 digest");
    }
  }

  @Override
  public int compareTo(LockedArtifact other) {
    return coordinates.compareTo(other.coordinates);
  }
}
