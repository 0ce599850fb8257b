package dev.deploypipeline.reactor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether all tests of an execution passed at once, by its reports; a failure may be ignored
 * elsewhere.
 */
final class TestVerdict {

  private static final Pattern REPORT = Pattern.compile("TEST-.*\\.xml");
  private static final Pattern BAD =
      Pattern.compile("<(failure|error|rerunFailure|rerunError|flakyFailure|flakyError)[\\s>/]");
  private static final Pattern SUMMARY =
      Pattern.compile(
          "<(errors|failures|flakes)>\\s*0*[1-9][0-9]*\\s*<|<failureMessage>\\s*[^<\\s]|timeout=\"true\"");

  private TestVerdict() {}

  /**
   * Why the result of tests cannot stand for them, as a clause; empty where all passed.
   *
   * @param written the files that the execution wrote
   */
  static Optional<String> doubt(Collection<Path> written) throws IOException {
    List<Path> reports =
        written.stream()
            .filter(file -> REPORT.matcher(file.getFileName().toString()).matches())
            .toList();
    if (reports.isEmpty()) {
      return Optional.of("it wrote no test reports");
    }
    for (Path report : reports) {
      if (BAD.matcher(read(report)).find()) {
        return Optional.of("not all of its tests passed at once (" + report.getFileName() + ")");
      }
    }
    for (Path file : written) {
      String name = file.getFileName().toString();
      if (name.endsWith(".dump") || name.endsWith(".dumpstream")) {
        return Optional.of("a test JVM wrote " + name);
      }
      if (name.endsWith(".xml") && SUMMARY.matcher(read(file)).find()) {
        return Optional.of("its summary tells of a failure");
      }
    }
    return Optional.empty();
  }

  /**
   * What printed text looks like markup stands in a section of its own, and only makes a task run
   * again.
   */
  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
