package dev.deploypipeline.reuse;

import java.time.Instant;
import java.util.Objects;

/**
 * A file that a task wrote.
 *
 * @param path relative to the module's directory, its names separated by {@code /}; never absolute,
 *     without {@code .}, {@code ..}, empty names and backslashes
 * @param content the digest of its content
 * @param size in bytes
 * @param modified its modification time
 * @param executable whether its owner may execute it
 */
public record OutputFile(
    String path, Digest content, long size, Instant modified, boolean executable) {

  /** Rejects null, another path and a negative size with an IllegalArgumentException. */
  public OutputFile {
    RelativePath.checked(path);
    Objects.requireNonNull(content, "content");
    if (size < 0) {
      throw new IllegalArgumentException("the size of " + path + " must not be negative: " + size);
    }
    Objects.requireNonNull(modified, "modified");
  }
}
