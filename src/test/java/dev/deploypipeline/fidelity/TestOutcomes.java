package dev.deploypipeline.fidelity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The outcomes of all tests of a reactor, read from the XML reports of Surefire and Failsafe. */
final class TestOutcomes {

  private TestOutcomes() {}

  /**
   * Facts named by report folder, class and method; the value is passed, failure, error or skipped.
   */
  static SortedMap<String, String> facts(Path root) throws IOException {
    SortedMap<String, String> facts = new TreeMap<>();
    for (Path report : reports(root)) {
      String folder = Globs.slashed(root.relativize(report.getParent()));
      NodeList cases = Xml.read(report).getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element test = (Element) cases.item(i);
        String name =
            "test "
                + folder
                + " "
                + test.getAttribute("classname")
                + "."
                + test.getAttribute("name");
        facts.merge(name, outcome(test), (one, other) -> one + ", " + other);
      }
    }
    return facts;
  }

  private static List<Path> reports(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(TestOutcomes::isReport).sorted().toList();
    }
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    String folder = file.getParent().getFileName().toString();
    return name.startsWith("TEST-")
        && name.endsWith(".xml")
        && (folder.equals("surefire-reports") || folder.equals("failsafe-reports"));
  }

  private static String outcome(Element test) {
    for (String kind : List.of("failure", "error", "skipped")) {
      if (test.getElementsByTagName(kind).getLength() > 0) {
        return kind;
      }
    }
    return "passed";
  }
}
