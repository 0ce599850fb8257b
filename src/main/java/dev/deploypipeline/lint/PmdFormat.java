package dev.deploypipeline.lint;

import static dev.deploypipeline.lint.ResultXml.attribute;

import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.LintFinding.Severity;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamReader;

/** PMD's XML: {@code <file name><violation beginline begincolumn rule priority>message}. */
final class PmdFormat implements ResultXml.Format {

  /** PMD's priorities "high" and "medium high"; it counts down to 5. */
  private static final int LAST_HIGH = 2;

  private final LintedTask task;
  private final SourcePlaces places;
  private final Consumer<LintFinding> findings;
  private Path file;
  private int line;
  private int column;
  private String rule = "";
  private Severity severity = Severity.WARNING;

  PmdFormat(LintedTask task, SourcePlaces places, Consumer<LintFinding> findings) {
    this.task = task;
    this.places = places;
    this.findings = findings;
    this.file = task.pom();
  }

  @Override
  public void begin(XMLStreamReader element) {
    switch (element.getLocalName()) {
      case "file" -> file = places.find(attribute(element, "name")).orElse(task.pom());
      case "violation" -> {
        line = Numbers.of(attribute(element, "beginline"));
        column = Numbers.of(attribute(element, "begincolumn"));
        rule = attribute(element, "rule");
        int priority = Numbers.of(attribute(element, "priority"));
        severity = priority > 0 && priority <= LAST_HIGH ? Severity.ERROR : Severity.WARNING;
      }
      case "error" ->
          // A file that PMD could not parse.
          findings.accept(
              new LintFinding(
                  task.id(),
                  Severity.ERROR,
                  places.find(attribute(element, "filename")).orElse(task.pom()),
                  0,
                  0,
                  "",
                  attribute(element, "msg")));
      default -> {}
    }
  }

  @Override
  public void end(String name, String text) {
    if (name.equals("violation")) {
      findings.accept(new LintFinding(task.id(), severity, file, line, column, rule, text));
    }
  }
}
