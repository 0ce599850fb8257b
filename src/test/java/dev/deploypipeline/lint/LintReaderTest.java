package dev.deploypipeline.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.lint.ResultFile.Format;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LintReaderTest extends LintFixture {

  private static final String FILE = "src/main/java/org/acme/My Core.java";

  private ResultFile result() {
    return new ResultFile(Format.CHECKSTYLE, basedir.resolve("target/result.xml"));
  }

  private String resultWith(String message) {
    return "<checkstyle><file name='%s'><error line='1' severity='error' message='%s'/></file></checkstyle>"
        .formatted(source, message);
  }

  @Test
  void aResultFileOfAnEarlierExecutionIsNotThisOnes() throws IOException {
    write("target/result.xml", resultWith("old"));

    LintReader reader = new LintReader(task(result()));

    assertThat(reader.findings(Optional.empty())).isEmpty();
  }

  @Test
  void whatStandsInTheResultFileIsNotReadFromTheLogAgain() throws IOException {
    LintReader reader = new LintReader(task(result()));
    reader.line("[ERROR] " + source + ":[1] (x) Rule: new");
    write("target/result.xml", resultWith("new"));

    assertThat(shown(reader.findings(Optional.empty())))
        .containsExactly("ERROR " + FILE + ":1:0 : new");
  }

  @Test
  void withoutAResultFileTheLogIsRead() {
    LintReader reader = new LintReader(task(result()));
    reader.line("[ERROR] " + source + ":[1] broken");

    assertThat(reader.findings(Optional.empty())).hasSize(1);
  }

  @Test
  void aTaskThatFailsHasAFindingWhateverItSays() {
    assertThat(shown(new LintReader(task()).findings(Optional.of("No such file: x\nmore"))))
        .containsExactly("ERROR pom.xml:0:0 : No such file: x");
    assertThat(shown(new LintReader(task()).findings(Optional.of(""))))
        .containsExactly("ERROR pom.xml:0:0 : failed without a message");
  }

  @Test
  void aFailureThatListsFilesIsFoundInEachOfThemAtItsFirstDifference() throws IOException {
    write("src/main/java/A.java", "");
    write("src/main/java/B.java", "");

    assertThat(
            shown(
                new LintReader(task())
                    .findings(
                        Optional.of(
                            """
                            The following files had format violations:
                                src/main/java/A.java
                                    @@ -12,7 +12,8 @@
                                     class
                                    @@ -40,7 +41,8 @@
                                src/main/java/B.java
                            Run 'mvn spotless:apply' to fix these violations.
                            """))))
        .containsExactly(
            "ERROR src/main/java/A.java:12:0 : The following files had format violations",
            "ERROR src/main/java/B.java:0:0 : The following files had format violations");
  }

  @Test
  void aFailureThatNamesPlacesIsFoundThere() {
    assertThat(
            shown(
                new LintReader(task())
                    .findings(Optional.of("Compilation failure\n" + source + ":[3,4] broken"))))
        .containsExactly("ERROR " + FILE + ":3:4 : broken");
  }

  @Test
  void aCompilerThatHadNothingToDoToldNoWarnings() {
    LintReader reader = new LintReader(task());
    assertThat(reader.compiledNothing()).isFalse();

    reader.line("[INFO] Nothing to compile - all classes are up to date.");

    assertThat(reader.compiledNothing()).isTrue();
  }
}
