package dev.deploypipeline.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The reports of one class: those of a first attempt in which tests failed, and those of a retry in
 * which they passed. What is written has the results of the retry, and of each test that failed
 * first a {@code flakyFailure} or {@code flakyError}, as Surefire writes them for its own reruns.
 */
final class FlakyReports {

  private final Map<Path, Document> merged;
  private final ReplacedResults results;

  private FlakyReports(Map<Path, Document> merged, ReplacedResults results) {
    this.merged = merged;
    this.results = results;
  }

  /** Reads them; writes nothing. */
  static FlakyReports merge(List<Path> first, List<Path> again) throws IOException {
    Map<String, Deque<Element>> failed = new LinkedHashMap<>();
    List<Element> before = new ArrayList<>();
    for (Path file : first) {
      before.addAll(cases(parse(file)));
    }
    before.stream()
        .filter(test -> problem(test) != null)
        .forEach(test -> failed.computeIfAbsent(key(test), k -> new ArrayDeque<>()).add(test));
    Map<Path, Document> merged = new LinkedHashMap<>();
    for (Path file : again) {
      merged.put(file, parse(file));
    }
    int failures = names(failed, "failure");
    int errors = names(failed, "error");
    for (Document report : merged.values()) {
      addTo(report, failed);
    }
    addFixtures(merged.values().iterator().next(), failed);
    List<Element> after = merged.values().stream().flatMap(one -> cases(one).stream()).toList();
    return new FlakyReports(
        merged,
        new ReplacedResults(
            failures, errors, after.size() - before.size(), skipped(after) - skipped(before)));
  }

  /** How they change what the first attempt counted. */
  ReplacedResults results() {
    return results;
  }

  /** Writes the report that a file of the retry has become. */
  void write(Path again, Path file) throws IOException {
    write(merged.get(again), file);
  }

  /** Tests of one name are one to those who count. */
  private static int names(Map<String, Deque<Element>> failed, String kind) {
    return (int)
        failed.values().stream()
            .filter(
                same ->
                    same.stream().anyMatch(test -> problem(test).getTagName().equals("error"))
                        == kind.equals("error"))
            .count();
  }

  private static int skipped(List<Element> tests) {
    return (int) tests.stream().filter(test -> child(test, "skipped") != null).count();
  }

  private static void addTo(Document report, Map<String, Deque<Element>> failed) {
    int flakes = 0;
    for (Element test : cases(report)) {
      Deque<Element> same = failed.get(key(test));
      if (same != null && !same.isEmpty() && child(test, "skipped") == null) {
        test.insertBefore(flaky(report, same.remove()), test.getFirstChild());
        flakes++;
      }
    }
    add(report.getDocumentElement(), "flakes", flakes);
  }

  /** What failed before the tests has no like in a report of tests that passed. */
  private static void addFixtures(Document report, Map<String, Deque<Element>> failed) {
    int fixtures = 0;
    for (Deque<Element> same : failed.values()) {
      for (Element test : same) {
        Element copy = report.createElement("testcase");
        for (String name : List.of("name", "classname", "time")) {
          if (test.hasAttribute(name)) {
            copy.setAttribute(name, test.getAttribute(name));
          }
        }
        copy.appendChild(flaky(report, test));
        report.getDocumentElement().appendChild(copy);
        fixtures++;
      }
    }
    add(report.getDocumentElement(), "flakes", fixtures);
    add(report.getDocumentElement(), "tests", fixtures);
  }

  /** Versions that do not count flakes have no such attribute. */
  private static void add(Element suite, String attribute, int more) {
    String value = suite.getAttribute(attribute);
    if (more > 0 && value.matches("\\d{1,9}")) {
      suite.setAttribute(attribute, Integer.toString(Integer.parseInt(value) + more));
    }
  }

  private static Element flaky(Document report, Element failed) {
    Element problem = problem(failed);
    Element flaky =
        report.createElement(problem.getTagName().equals("error") ? "flakyError" : "flakyFailure");
    for (String name : List.of("message", "type")) {
      if (problem.hasAttribute(name)) {
        flaky.setAttribute(name, problem.getAttribute(name));
      }
    }
    Element trace = report.createElement("stackTrace");
    trace.appendChild(report.createCDATASection(problem.getTextContent()));
    flaky.appendChild(trace);
    for (String stream : List.of("system-out", "system-err")) {
      Element output = child(failed, stream);
      if (output != null) {
        flaky.appendChild(report.importNode(output, true));
      }
    }
    return flaky;
  }

  private static String key(Element test) {
    return test.getAttribute("classname") + "\n" + test.getAttribute("name");
  }

  private static Element problem(Element test) {
    Element error = child(test, "error");
    return error == null ? child(test, "failure") : error;
  }

  private static Element child(Element parent, String name) {
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    return null;
  }

  private static List<Element> cases(Document report) {
    NodeList nodes = report.getElementsByTagName("testcase");
    List<Element> cases = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      cases.add((Element) nodes.item(i));
    }
    return cases;
  }

  private static Document parse(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is no report: " + e.getMessage(), e);
    }
  }

  private static void write(Document report, Path file) throws IOException {
    try {
      TransformerFactory factory = TransformerFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.newTransformer().transform(new DOMSource(report), new StreamResult(file.toFile()));
    } catch (TransformerException e) {
      throw new IOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
