package dev.deploypipeline.lint;

import static dev.deploypipeline.lint.ResultXml.attribute;

import dev.deploypipeline.model.LintFinding.Severity;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamReader;

/** Checkstyle's XML: {@code <file name><error line column severity message source/>}. */
final class CheckstyleFormat implements ResultXml.Format {

  private final Findings findings;
  private Path file;

  CheckstyleFormat(Findings findings) {
    this.findings = findings;
    this.file = findings.pom();
  }

  @Override
  public void begin(XMLStreamReader element) {
    switch (element.getLocalName()) {
      case "file" -> file = findings.file(attribute(element, "name"));
      case "error" ->
          findings.add(
              severity(attribute(element, "severity")),
              file,
              Numbers.of(attribute(element, "line")),
              Numbers.of(attribute(element, "column")),
              rule(attribute(element, "source")),
              attribute(element, "message"));
      default -> {}
    }
  }

  private static Severity severity(String name) {
    return switch (name) {
      case "info", "ignore" -> Severity.INFO;
      case "warning" -> Severity.WARNING;
      default -> Severity.ERROR;
    };
  }

  private static String rule(String source) {
    String simple = source.substring(source.lastIndexOf('.') + 1);
    return simple.endsWith("Check") ? simple.substring(0, simple.length() - 5) : simple;
  }

  @Override
  public void end(String name, String text) {}
}
