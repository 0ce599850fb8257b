package dev.deploypipeline.tests;

import dev.deploypipeline.tests.TestCase.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one report of Surefire or Failsafe. In one pass, since a report may hold megabytes of
 * output; no document type and nothing outside of the file is ever looked at.
 */
final class TestReportReader {

  /** A stack trace of a deep recursion is no use beyond this. */
  private static final int TRACE_CHARACTERS = 16 << 10;

  private static final Map<String, Result> RESULTS =
      Map.of(
          "failure", Result.FAILED,
          "error", Result.FAILED,
          "skipped", Result.SKIPPED,
          "flakyFailure", Result.FLAKY,
          "flakyError", Result.FLAKY);

  private final XMLStreamReader xml;
  private final String suffix;
  private final List<TestCase> cases = new ArrayList<>();
  private String suite = "";
  private double seconds;
  private String command = "";

  private String className = "";
  private String name = "";
  private double caseSeconds;
  private Result result = Result.PASSED;
  private String type = "";
  private String message = "";
  private final StringBuilder trace = new StringBuilder();
  private boolean inProblem;

  private TestReportReader(XMLStreamReader xml, String suffix) {
    this.xml = xml;
    this.suffix = suffix.isBlank() ? "" : "(" + suffix + ")";
  }

  /**
   * Reads a file.
   *
   * @param suffix what the reports' names end in, {@code reportNameSuffix}; empty for none
   * @throws IOException where the file cannot be read, is no report, or is not complete
   */
  static TestReport read(Path file, String suffix) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      try {
        return new TestReportReader(xml, suffix).read();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private TestReport read() throws XMLStreamException, IOException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> begin(xml.getLocalName());
        case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
        case XMLStreamConstants.DTD ->
            throw new IOException("it has a document type, which reports do not have");
        default -> {}
      }
    }
    return new TestReport(suite, seconds, command, cases);
  }

  private void begin(String element) throws IOException {
    inProblem = false;
    switch (element) {
      case "testsuite" -> {
        suite = withoutSuffix(attribute("name"));
        seconds = seconds();
      }
      case "property" -> {
        if (attribute("name").equals("sun.java.command")) {
          command = attribute("value");
        }
      }
      case "testcase" -> {
        className = withoutSuffix(attribute("classname"));
        name = attribute("name");
        caseSeconds = seconds();
        result = Result.PASSED;
        type = "";
        message = "";
        trace.setLength(0);
      }
      default -> {
        if (suite.isEmpty() && cases.isEmpty() && !element.equals("properties")) {
          throw new IOException("it is no report, its root element is <" + element + ">");
        }
        Result problem = RESULTS.get(element);
        // What is behind the first problem of a test are its reruns.
        if (problem != null && result == Result.PASSED) {
          result = problem;
          type = attribute("type");
          message = attribute("message");
          inProblem = true;
        }
      }
    }
  }

  private void text() {
    if (inProblem && trace.length() < TRACE_CHARACTERS) {
      trace.append(xml.getText());
    }
  }

  private void end(String element) {
    inProblem = false;
    if (element.equals("testcase")) {
      String ofClass = className.isEmpty() ? suite : className;
      // What fails in a fixture has no name of its own.
      boolean ofFixture = name.equals("null") || name.equals(ofClass);
      cases.add(
          new TestCase(
              ofClass,
              ofFixture ? "" : name,
              result,
              type,
              message,
              trace.toString(),
              caseSeconds));
    }
  }

  private String withoutSuffix(String text) {
    return !suffix.isEmpty() && text.endsWith(suffix)
        ? text.substring(0, text.length() - suffix.length())
        : text;
  }

  private String attribute(String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }

  /** Older versions group thousands with a comma. */
  private double seconds() {
    String text = attribute("time").replace(",", "");
    try {
      return text.isEmpty() ? 0 : Math.max(0, Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return 0; // a time that nobody can read is no reason to lose the result
    }
  }
}
