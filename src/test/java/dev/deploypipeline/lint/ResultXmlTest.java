package dev.deploypipeline.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.lint.ResultFile.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultXmlTest extends LintFixture {

  private static final String FILE = "src/main/java/org/acme/My Core.java";

  private List<String> read(Format format, String content) throws IOException {
    Path result = basedir.resolve("target/result.xml");
    LintReader reader = new LintReader(task(new ResultFile(format, result)));
    write("target/result.xml", content);
    return shown(reader.findings(Optional.empty()));
  }

  @Test
  void checkstyleTellsItsSeverityAndItsRule() throws IOException {
    assertThat(
            read(
                Format.CHECKSTYLE,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <checkstyle version="12.1.2">
                <file name="%1$s">
                <error line="3" column="5" severity="error" message="No &apos;x&apos; here."
                  source="com.puppycrawl.tools.checkstyle.checks.imports.AvoidStarImportCheck"/>
                <error line="4" severity="warning" message="Long." source="org.acme.Own"/>
                <error line="5" severity="info" message="Look." source=""/>
                </file>
                <file name="/gone/Away.java"><error line="1" severity="error" message="m" source="s"/></file>
                </checkstyle>
                """
                    .formatted(source)))
        .containsExactly(
            "ERROR " + FILE + ":3:5 AvoidStarImport: No 'x' here.",
            "WARNING " + FILE + ":4:0 Own: Long.",
            "INFO " + FILE + ":5:0 : Look.",
            "ERROR pom.xml:1:0 s: m");
  }

  @Test
  void pmdsHighPrioritiesAreErrorsAndTheOthersWarnings() throws IOException {
    assertThat(
            read(
                Format.PMD,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <pmd xmlns="http://pmd.sourceforge.net/report/2.0.0" version="7.17.0">
                <file name="%s">
                <violation beginline="1" endline="2" begincolumn="8" endcolumn="9" rule="UnusedImport"
                  ruleset="Best" priority="4">
                Unused import
                  'java.util.List'
                </violation>
                <violation beginline="6" begincolumn="1" rule="NoFinalize" priority="2">x</violation>
                </file>
                <error filename="%s" msg="PMDException: cannot parse"/>
                </pmd>
                """
                    .formatted(source, FILE)))
        .containsExactly(
            "WARNING " + FILE + ":1:8 UnusedImport: Unused import 'java.util.List'",
            "ERROR " + FILE + ":6:1 NoFinalize: x",
            "ERROR " + FILE + ":0:0 : PMDException: cannot parse");
  }

  @Test
  void aDuplicationIsFoundWhereItBegins() throws IOException {
    assertThat(
            read(
                Format.CPD,
                """
                <pmd-cpd xmlns="https://pmd-code.org/schema/cpd-report">
                <file path="%1$s" totalNumberOfTokens="9"/>
                <duplication lines="12" tokens="100">
                <file column="2" line="3" path="%1$s"/>
                <file column="4" line="50" path="%1$s"/>
                <codefragment><![CDATA[class <x>]]></codefragment>
                </duplication>
                </pmd-cpd>
                """
                    .formatted(source)))
        .containsExactly(
            "WARNING " + FILE + ":3:2 Duplication: 12 lines are also in My Core.java:50");
  }

  @Test
  void aBugIsFoundInItsOwnLinesThenInThoseOfItsMethodThenInThoseOfItsClass() throws IOException {
    String ofClass =
        "<Class><SourceLine start=\"1\" sourcepath=\"org/acme/My Core.java\"/></Class>";
    String ofMethod =
        "<Method><SourceLine start=\"2\" sourcepath=\"org/acme/My Core.java\"/></Method>";
    String own = "<SourceLine start=\"4\" sourcepath=\"org/acme/My Core.java\"/>";
    String primary =
        "<SourceLine start=\"3\" primary=\"true\" sourcepath=\"org/acme/My Core.java\"/>";
    assertThat(
            read(
                Format.SPOTBUGS,
                "<BugCollection><Project><SrcDir>src/main/java</SrcDir></Project>"
                    + bug(
                        "A",
                        "1",
                        "<ShortMessage>short</ShortMessage><LongMessage>long</LongMessage>"
                            + ofClass
                            + ofMethod
                            + own
                            + primary)
                    + bug("B", "2", "<ShortMessage>short</ShortMessage>" + ofClass + ofMethod)
                    + bug("C", "3", ofClass)
                    + "</BugCollection>"))
        .containsExactly(
            "ERROR " + FILE + ":3:0 A: long",
            "WARNING " + FILE + ":2:0 B: short",
            "WARNING " + FILE + ":1:0 C: C");
  }

  private static String bug(String type, String priority, String content) {
    return "<BugInstance type=\"%s\" priority=\"%s\">%s</BugInstance>"
        .formatted(type, priority, content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<checkstyle><file name='x'>",
        "no xml",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><checkstyle>"
            + "<file name='&e;'><error line='1' message='&e;'/></file></checkstyle>"
      })
  void aFileThatCannotBeReadIsAFindingItself(String content) throws IOException {
    assertThat(read(Format.CHECKSTYLE, content))
        .singleElement()
        .asString()
        .startsWith(
            "WARNING target/result.xml:0:0 : The result file cannot be read, so its findings are not"
                + " known: ");
  }

  @Test
  void numbersThatAreNoneAreLeftAway() throws IOException {
    assertThat(
            read(
                Format.CHECKSTYLE,
                "<checkstyle><file name='%s'><error line='-1' column='99999999999' message='m'/></file></checkstyle>"
                    .formatted(source)))
        .containsExactly("ERROR " + FILE + ":0:0 : m");
  }
}
