package dev.deploypipeline.report;

import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.LintFinding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the compiler and the checks found, a line each, in the form that terminals make links of.
 */
final class LintTable {

  /** How many findings a log shows; the others are in the run report. */
  private static final int SHOWN = 100;

  private final List<LintFinding> findings;
  private final Path directory;

  /**
   * @param findings in the order to be shown in
   * @param directory files below it are shown relative to it
   */
  LintTable(List<LintFinding> findings, Path directory) {
    this.findings = List.copyOf(findings);
    this.directory = directory;
  }

  /** The lines, without level or line end; none where nothing was found. */
  List<String> lines() {
    if (findings.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Findings: "
            + ConsoleText.count(count(Severity.ERROR), "error")
            + ", "
            + ConsoleText.count(count(Severity.WARNING), "warning")
            + ", "
            + count(Severity.INFO)
            + " for information");
    findings.stream().limit(SHOWN).map(this::line).forEach(lines::add);
    if (findings.size() > SHOWN) {
      lines.add("and " + (findings.size() - SHOWN) + " more; run.json has all of them.");
    }
    lines.add("");
    return lines;
  }

  private long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private String line(LintFinding finding) {
    Path file =
        finding.file().startsWith(directory)
            ? directory.relativize(finding.file())
            : finding.file();
    StringBuilder place = new StringBuilder(file.toString());
    if (finding.line() > 0) {
      place.append(':').append(finding.line());
      if (finding.column() > 0) {
        place.append(':').append(finding.column());
      }
    }
    return String.format(
        Locale.ROOT,
        "%-7s  %s  %s%s (%s)",
        finding.severity().name().toLowerCase(Locale.ROOT),
        place,
        finding.rule().isEmpty() ? "" : finding.rule() + ": ",
        finding.message(),
        finding.task());
  }
}
