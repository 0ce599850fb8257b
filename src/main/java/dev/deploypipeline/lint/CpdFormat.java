package dev.deploypipeline.lint;

import static dev.deploypipeline.lint.ResultXml.attribute;

import dev.deploypipeline.model.LintFinding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;

/** CPD's XML: {@code <duplication lines><file line path/><file line path/>}. */
final class CpdFormat implements ResultXml.Format {

  private record Place(Path file, int line, int column) {}

  private final Findings findings;
  private final List<Place> copies = new ArrayList<>();
  private boolean inDuplication;
  private String lines = "";

  CpdFormat(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void begin(XMLStreamReader element) {
    switch (element.getLocalName()) {
      case "duplication" -> {
        inDuplication = true;
        copies.clear();
        lines = attribute(element, "lines");
      }
      case "file" -> {
        // Outside of a duplication it only tells the size of a file.
        if (inDuplication) {
          copies.add(
              new Place(
                  findings.file(attribute(element, "path")),
                  Numbers.of(attribute(element, "line")),
                  Numbers.of(attribute(element, "column"))));
        }
      }
      default -> {}
    }
  }

  @Override
  public void end(String name, String text) {
    if (!name.equals("duplication")) {
      return;
    }
    inDuplication = false;
    if (!copies.isEmpty()) {
      Place first = copies.get(0);
      List<String> others =
          copies.stream()
              .skip(1)
              .map(copy -> copy.file().getFileName() + ":" + copy.line())
              .toList();
      findings.add(
          Severity.WARNING,
          first.file(),
          first.line(),
          first.column(),
          "Duplication",
          lines + " lines are also in " + String.join(", ", others));
    }
  }
}
