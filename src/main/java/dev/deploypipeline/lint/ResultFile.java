package dev.deploypipeline.lint;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file in which a check leaves what it found.
 *
 * @param format how it is written
 * @param file where; it need not exist
 */
public record ResultFile(Format format, Path file) {

  /** The formats that are understood. */
  public enum Format {
    /** {@code checkstyle-result.xml}. */
    CHECKSTYLE,
    /** {@code pmd.xml}. */
    PMD,
    /** {@code cpd.xml}. */
    CPD,
    /** {@code spotbugsXml.xml}. */
    SPOTBUGS
  }

  /** Rejects null. */
  public ResultFile {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(file, "file");
  }
}
