package dev.deploypipeline.lint;

import dev.deploypipeline.model.LintFinding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads result files, element by element; neither document types nor entities are followed. */
final class ResultXml {

  /** Learns from the elements of a file. */
  interface Format {
    /** An element begins. */
    void begin(XMLStreamReader element);

    /** An element ends. */
    void end(String name, String text);
  }

  private ResultXml() {}

  /**
   * What the file holds.
   *
   * @throws IOException if it cannot be read
   * @throws XMLStreamException if it is not what it should be
   */
  static List<LintFinding> read(ResultFile result, LintedTask task, SourcePlaces places)
      throws IOException, XMLStreamException {
    Findings findings = new Findings(task, places);
    Format format =
        switch (result.format()) {
          case CHECKSTYLE -> new CheckstyleFormat(findings);
          case PMD -> new PmdFormat(findings);
          case CPD -> new CpdFormat(findings);
          case SPOTBUGS -> new SpotBugsFormat(findings);
        };
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(result.file())) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      StringBuilder text = new StringBuilder();
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            text.setLength(0);
            format.begin(xml);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              text.append(xml.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            format.end(xml.getLocalName(), text.toString());
            text.setLength(0);
          }
          default -> {}
        }
      }
    }
    return findings.all();
  }

  /** The attribute; empty where there is none. */
  static String attribute(XMLStreamReader element, String name) {
    String value = element.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
