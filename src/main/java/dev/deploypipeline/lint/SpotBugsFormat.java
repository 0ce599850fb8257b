package dev.deploypipeline.lint;

import static dev.deploypipeline.lint.ResultXml.attribute;

import dev.deploypipeline.model.LintFinding.Severity;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;

/**
 * SpotBugs' XML: {@code <BugInstance type priority>} with a message and source lines, those of the
 * bug itself and those of its class, its method and so on.
 */
final class SpotBugsFormat implements ResultXml.Format {

  private static final String BUG = "BugInstance";

  private final Findings findings;
  private final List<String> sourceDirectories = new ArrayList<>();
  private int depth;
  private String owner = "";
  private String type = "";
  private boolean high;
  private String message = "";
  private String path = "";
  private int line;
  private int rank;

  SpotBugsFormat(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void begin(XMLStreamReader element) {
    String name = element.getLocalName();
    if (name.equals(BUG)) {
      depth = 0;
      type = attribute(element, "type");
      high = attribute(element, "priority").equals("1");
      message = "";
      path = "";
      line = 0;
      rank = 0;
    } else {
      depth++;
      owner = depth == 1 ? name : owner;
      if (name.equals("SourceLine")) {
        place(element);
      }
    }
  }

  private void place(XMLStreamReader element) {
    // The bug's own lines, before those of the method and the class that it is in.
    int own = depth == 1 ? 5 : owner.equals("Class") ? 1 : 3;
    int better = attribute(element, "primary").equals("true") ? own + 1 : own;
    if (better > rank) {
      rank = better;
      path = attribute(element, "sourcepath");
      line = Numbers.of(attribute(element, "start"));
    }
  }

  @Override
  public void end(String name, String text) {
    switch (name) {
      case "SrcDir" -> sourceDirectories.add(text.strip());
      case "LongMessage" -> message = text;
      case "ShortMessage" -> message = message.isEmpty() ? text : message;
      case BUG ->
          findings.add(
              high ? Severity.ERROR : Severity.WARNING,
              findings.file(path, sourceDirectories),
              line,
              0,
              type,
              message.isEmpty() ? type : message);
      default -> {}
    }
    depth--;
  }
}
