package dev.deploypipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text with an expected file; {@code -Dsnapshots.update=true} rewrites the file instead.
 */
final class Snapshot {

  private static final Path DIRECTORY = Path.of("src/test/resources/dev/deploypipeline/report");

  private Snapshot() {}

  /** Escape characters are kept visible in the file, so that a person can review it. */
  static void matches(String file, String actual) throws IOException {
    String visible = actual.replace('\u001b', '\u241b').replace("\r", "\u240d");
    Path expected = DIRECTORY.resolve(file);
    if (Boolean.getBoolean("snapshots.update")) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(expected, visible);
    }
    assertThat(visible)
        .describedAs(
            "%s (after a wanted change, run with -Dsnapshots.update=true and review the difference)",
            file)
        .isEqualTo(Files.readString(expected));
  }
}
