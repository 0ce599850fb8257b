package dev.deploypipeline.lint;

import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.LintFinding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the message that a check fails with, where it left no other finding: places as in the log,
 * a list of files, each perhaps with a difference below it as Spotless has it, or the message
 * itself.
 */
final class FailureText {

  /** The header of a piece of a difference; the first number is the line. */
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

  private final LintedTask task;
  private final SourcePlaces places;

  FailureText(LintedTask task, SourcePlaces places) {
    this.task = task;
    this.places = places;
  }

  /** What the message says; never empty. */
  List<LintFinding> read(String message) {
    DiagnosticLines diagnostics = new DiagnosticLines(task, places);
    message.lines().forEach(line -> diagnostics.read(line, Optional.of(Severity.ERROR)));
    List<LintFinding> found = diagnostics.findings();
    if (!found.isEmpty()) {
      return found;
    }
    List<LintFinding> files = files(message);
    return files.isEmpty() ? List.of(error(task.pom(), 0, firstLine(message))) : files;
  }

  private List<LintFinding> files(String message) {
    List<LintFinding> findings = new ArrayList<>();
    String title =
        message
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .map(line -> line.replaceAll(":$", ""))
            .orElse("");
    Path file = null;
    for (String line : message.lines().skip(1).map(String::strip).toList()) {
      Optional<Path> named = line.isEmpty() ? Optional.empty() : places.find(line);
      Matcher hunk = HUNK.matcher(line);
      if (named.isPresent()) {
        if (file != null) {
          findings.add(error(file, 0, title));
        }
        file = named.get();
      } else if (file != null && hunk.matches()) {
        findings.add(error(file, Numbers.of(hunk.group(1)), title));
        file = null;
      }
    }
    if (file != null) {
      findings.add(error(file, 0, title));
    }
    return findings;
  }

  private LintFinding error(Path file, int line, String message) {
    return new LintFinding(task.id(), Severity.ERROR, file, line, 0, "", message);
  }

  private static String firstLine(String message) {
    List<String> lines =
        message.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(2).toList();
    if (lines.isEmpty()) {
      return "failed without a message";
    }
    boolean goesOn = lines.get(0).endsWith(":") && lines.size() > 1;
    return goesOn ? lines.get(0) + " " + lines.get(1) : lines.get(0);
  }
}
