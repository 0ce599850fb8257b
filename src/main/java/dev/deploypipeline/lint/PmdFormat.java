package dev.deploypipeline.lint;

import static dev.deploypipeline.lint.ResultXml.attribute;

import dev.deploypipeline.model.LintFinding.Severity;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamReader;

/** PMD's XML: {@code <file name><violation beginline begincolumn rule priority>message}. */
final class PmdFormat implements ResultXml.Format {

  /** PMD's priorities "high" and "medium high"; it counts down to 5. */
  private static final int LAST_HIGH = 2;

  private final Findings findings;
  private Path file;
  private int line;
  private int column;
  private String rule = "";
  private Severity severity = Severity.WARNING;

  PmdFormat(Findings findings) {
    this.findings = findings;
    this.file = findings.pom();
  }

  @Override
  public void begin(XMLStreamReader element) {
    switch (element.getLocalName()) {
      case "file" -> file = findings.file(attribute(element, "name"));
      case "violation" -> {
        line = Numbers.of(attribute(element, "beginline"));
        column = Numbers.of(attribute(element, "begincolumn"));
        rule = attribute(element, "rule");
        int priority = Numbers.of(attribute(element, "priority"));
        severity = priority > 0 && priority <= LAST_HIGH ? Severity.ERROR : Severity.WARNING;
      }
      case "error" ->
          // A file that PMD could not parse.
          findings.add(
              Severity.ERROR,
              findings.file(attribute(element, "filename")),
              0,
              0,
              "",
              attribute(element, "msg"));
      default -> {}
    }
  }

  @Override
  public void end(String name, String text) {
    if (name.equals("violation")) {
      findings.add(severity, file, line, column, rule, text);
    }
  }
}
