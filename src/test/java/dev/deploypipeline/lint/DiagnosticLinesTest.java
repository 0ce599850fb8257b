package dev.deploypipeline.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticLinesTest extends LintFixture {

  private static final String FILE = "src/main/java/org/acme/My Core.java";

  @Test
  void theCompilerPluginsErrorIsReadWithTheLinesBelowIt() {
    assertThat(
            found(
                "[INFO] Compiling 1 source file",
                "[ERROR] COMPILATION ERROR : ",
                "[ERROR] " + source + ":[3,14] cannot find symbol",
                "  symbol:   class Missing",
                "  location: class org.acme.Core",
                "[INFO] 1 error"))
        .containsExactly(
            "ERROR "
                + FILE
                + ":3:14 : cannot find symbol, symbol: class Missing, location: class org.acme.Core");
  }

  @Test
  void aWarningNamesItsRule() {
    assertThat(
            found(
                "[WARNING] " + source + ":[7,3] [UnusedVariable] The local variable is never read",
                "    (see https://example.org/bugpattern)",
                "[WARNING] " + FILE + ":[9,1] [deprecation] stop() in Thread has been deprecated"))
        .containsExactly(
            "WARNING " + FILE + ":7:3 UnusedVariable: The local variable is never read",
            "WARNING " + FILE + ":9:1 deprecation: stop() in Thread has been deprecated");
  }

  @Test
  void coloursAndTimesBeforeALineDoNotHideIt() {
    assertThat(
            found(
                "[\u001b[1;31mERROR\u001b[m] " + source + ":[3] broken",
                "12:30:01.123 [WARN] org/acme/My Core.java:[4,2] (imports) UnusedImports: Unused."))
        .containsExactly(
            "ERROR " + FILE + ":3:0 : broken", "WARNING " + FILE + ":4:2 UnusedImports: Unused.");
  }

  @Test
  void rawLinesOfCompilersAndOfCheckstyleAreRead() {
    assertThat(
            found(
                source + ":5: error: ';' expected",
                FILE + ":6:7: warning: [unchecked] unchecked cast",
                "[ERROR] file://"
                    + source.toString().replace(" ", "%20")
                    + ":8:9 Unresolved reference",
                "[WARN] " + source + ":10:11: Line is too long. [LineLength]"))
        .containsExactly(
            "ERROR " + FILE + ":5:0 : ';' expected",
            "WARNING " + FILE + ":6:7 unchecked: unchecked cast",
            "ERROR " + FILE + ":8:9 : Unresolved reference",
            "WARNING " + FILE + ":10:11 LineLength: Line is too long.");
  }

  @Test
  void whatIsSaidTwiceIsFoundOnce() {
    assertThat(
            found(
                "[ERROR] " + source + ":[3,14] cannot find symbol",
                "[INFO] 1 error",
                "[ERROR] " + source + ":[3,14] cannot find symbol"))
        .hasSize(1);
  }

  @Test
  void aRuleOfTheEnforcerIsFoundInThePom() {
    assertThat(
            found(
                "[ERROR] Rule 0: org.apache.maven.enforcer.rules.version.RequireJavaVersion failed with message:",
                "Detected JDK 17 is not in the allowed range [99,).",
                "[WARNING] Rule 1: bannedDependencies(no-logging) warned with message:",
                "found log4j",
                "[ERROR] Rule 2: x.AlwaysFail failed without a message",
                "[INFO] done"))
        .containsExactly(
            "ERROR pom.xml:0:0 RequireJavaVersion: Detected JDK 17 is not in the allowed range [99,).",
            "WARNING pom.xml:0:0 bannedDependencies: found log4j",
            "ERROR pom.xml:0:0 AlwaysFail: failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[INFO] src/main/java/org/acme/My Core.java:[3,5] is only told",
        "[DEBUG] src/main/java/org/acme/My Core.java:[3,5] is only told",
        "src/main/java/org/acme/My Core.java:3: as a text may name a place",
        "[WARNING] src/main/java/org/acme/Other.java:[3,5] is a file that is not there",
        "[WARNING] https://example.org:8080/x:12: is no file",
        "[ERROR] src/main/java:[3,5] is a directory",
        "[WARNING] src/main/java/org/acme/My Core.java uses unchecked or unsafe operations.",
        "[ERROR] \u0000.java:3: is no name of a file",
        "[ERROR] :[1,2] has no file",
        "[ERROR] file:.java:3: is no URI",
        "Rule 0: x.RequireJavaVersion failed with message:"
      })
  void everythingElseIsPassedOver(String line) {
    assertThat(found(line)).isEmpty();
  }
}
