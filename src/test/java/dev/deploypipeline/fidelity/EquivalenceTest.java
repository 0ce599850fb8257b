package dev.deploypipeline.fidelity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two finished builds of one reactor are laid out alike; each test then spoils one thing in one of
 * them.
 */
class EquivalenceTest {

  private static final String FAILED_TEST =
      "[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.6.1:test (default-test) on"
          + " project beta: There are test failures.";

  @TempDir private Path folder;
  private Path run;
  private Path reference;

  @BeforeEach
  void layOutTwoEqualBuilds() throws IOException {
    run = folder.resolve("it/shape");
    reference = folder.resolve("reference/shape");
    write(run.resolve("invoker.properties"), "invoker.goals = ${fidelity.goal} -Pspecial");
    for (Path root : new Path[] {run, reference}) {
      write(root.resolve("pom.xml"), "<project/>");
      write(root.resolve("build.log"), log("SUCCESS", "SUCCESS", ""));
      write(root.resolve("beta/target/surefire-reports/TEST-beta.BetaTest.xml"), report(""));
      write(root.resolve("beta/target/classes/about.txt"), "built in " + root);
      write(root.resolve("beta/target/site/jacoco/jacoco.xml"), coverage(5, "one"));
      write(root.resolve("beta/target/jacoco.exec"), "data of " + root);
      archive(root.resolve("beta/target/beta.jar"), "same", 0);
    }
  }

  @Test
  void equalBuildsPassAlthoughTheirFoldersAndTheirCoverageDataDiffer() {
    assertThatCode(() -> compare(check())).doesNotThrowAnyException();
  }

  @Test
  void anotherVerdictIsFound() throws IOException {
    write(
        run.resolve("build.log"),
        log("SUCCESS", "SUCCESS", "").replace("BUILD SUCCESS", "BUILD FAILURE"));
    differs("verdict of the build: FAILURE in the run, SUCCESS with plain Maven");
  }

  @Test
  void anIgnoredFailureIsAnotherVerdictThanAFailure() throws IOException {
    write(run.resolve("build.log"), log("FAILURE", "SUCCESS", ""));
    write(
        reference.resolve("build.log"),
        log("FAILURE", "SUCCESS", "[INFO] Build failures were ignored."));
    differs("verdict of the build: FAILURE in the run, FAILURE ignored with plain Maven");
  }

  @Test
  void aLogWithoutAVerdictIsFound() throws IOException {
    write(run.resolve("build.log"), "");
    differs("verdict of the build: none in the run");
  }

  @Test
  void anotherModuleStatusIsFound() throws IOException {
    write(run.resolve("build.log"), log("SUCCESS", "SKIPPED", ""));
    differs("module beta: SKIPPED in the run, SUCCESS with plain Maven");
  }

  @Test
  void anotherFailedGoalIsFoundThroughTheGoalUnderTest() throws IOException {
    String ours =
        "[ERROR] Failed to execute goal dev.deploypipeline:deploy-pipeline-maven-plugin:1:run (default-cli) on project"
            + " root: ";
    String other =
        FAILED_TEST
            .substring("[ERROR] ".length())
            .replace("surefire-plugin:3.6.1:test", "jar-plugin:1:jar");
    write(run.resolve("build.log"), log("FAILURE", "FAILURE", ours + other));
    write(reference.resolve("build.log"), log("FAILURE", "FAILURE", FAILED_TEST));
    differs(
        "failed goal beta: org.apache.maven.plugins:maven-jar-plugin:1:jar (default-test): reported in the run, absent",
        "failed goal beta: org.apache.maven.plugins:maven-surefire-plugin:3.6.1:test (default-test): absent in the run",
        "in the run, but not expected");
  }

  @Test
  void theSameFailureOnBothSidesPassesWhenItIsExpected() throws IOException {
    write(run.resolve("build.log"), log("FAILURE", "FAILURE", FAILED_TEST));
    write(reference.resolve("build.log"), log("FAILURE", "FAILURE", FAILED_TEST));
    differs("maven-surefire-plugin:3.6.1:test (default-test): in the run, but not expected");
    assertThatCode(() -> compare(check().failsAt("beta", "maven-surefire-plugin:test")))
        .doesNotThrowAnyException();
  }

  @Test
  void anExpectedFailureThatDoesNotHappenIsFound() {
    assertThatThrownBy(() -> compare(check().failsAt("beta", "maven-surefire-plugin:test")))
        .hasMessageContaining(
            "failed goal beta maven-surefire-plugin:test: expected, but not in the run");
  }

  @Test
  void aMissingTestIsFound() throws IOException {
    Files.delete(run.resolve("beta/target/surefire-reports/TEST-beta.BetaTest.xml"));
    differs(
        "test beta/target/surefire-reports beta.BetaTest.works: absent in the run, passed with plain Maven");
  }

  @Test
  void anotherOutcomeOfATestIsFound() throws IOException {
    write(run.resolve("beta/target/surefire-reports/TEST-beta.BetaTest.xml"), report("<failure/>"));
    differs(
        "test beta/target/surefire-reports beta.BetaTest.works: failure in the run, passed with plain Maven");
  }

  @Test
  void anotherContentOfAnEntryInAJarIsFound() throws IOException {
    archive(run.resolve("beta/target/beta.jar"), "other", 0);
    differs("file beta/target/beta.jar!/about.txt: ");
  }

  @Test
  void anotherTimeInAJarCountsOnlyWhereTheBuildIsReproducible() throws IOException {
    archive(run.resolve("beta/target/beta.jar"), "same", 86_400_000);
    assertThatCode(() -> compare(check())).doesNotThrowAnyException();
    for (Path root : new Path[] {run, reference}) {
      write(
          root.resolve("pom.xml"),
          "<project.build.outputTimestamp>1</project.build.outputTimestamp>");
    }
    differs("file beta/target/beta.jar: ");
  }

  @Test
  void anotherFileIsFoundOnEitherSide() throws IOException {
    write(run.resolve("beta/target/more.txt"), "more");
    write(reference.resolve("beta/target/less.txt"), "less");
    differs("file beta/target/more.txt: ", "file beta/target/less.txt: absent in the run");
  }

  @Test
  void anotherFileContentIsFound() throws IOException {
    write(run.resolve("beta/target/classes/about.txt"), "built elsewhere");
    differs("file beta/target/classes/about.txt: ");
  }

  @Test
  void lostCoverageIsFound() throws IOException {
    write(run.resolve("beta/target/site/jacoco/jacoco.xml"), coverage(0, "two"));
    write(run.resolve("beta/target/jacoco.exec"), "");
    differs(
        "coverage in file beta/target/site/jacoco/jacoco.xml of report beta, LINE: 0 covered, 1 missed in the run",
        "file beta/target/jacoco.exec: empty in the run, not empty with plain Maven");
  }

  @Test
  void aRequiredFactThatIsNotThereIsFound() {
    assertThatThrownBy(() -> compare(check().requiring("module gamma SUCCESS")))
        .hasMessageContaining("module gamma SUCCESS: required, but not in the run");
    assertThatCode(() -> compare(check().requiring("module beta SUCCESS")))
        .doesNotThrowAnyException();
  }

  @Test
  void aFileOutsideTheOutputFoldersCountsOnDemand() throws IOException {
    write(run.resolve("beta/.flattened-pom.xml"), "one");
    write(reference.resolve("beta/.flattened-pom.xml"), "two");
    assertThatCode(() -> compare(check())).doesNotThrowAnyException();
    assertThatThrownBy(() -> compare(check().alsoComparing("**/.flattened-pom.xml")))
        .hasMessageContaining("file beta/.flattened-pom.xml: ");
    assertThatCode(
            () ->
                compare(
                    check()
                        .alsoComparing("**/.flattened-pom.xml")
                        .onlyPresent("**/.flattened-pom.xml")))
        .doesNotThrowAnyException();
  }

  @Test
  void anInvocationThatDoesNotNameTheGoalUnderTestIsRefused() throws IOException {
    write(run.resolve("invoker.properties"), "invoker.goals = verify");
    assertThatThrownBy(this::check)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is 'verify'")
        .hasMessageContaining("${fidelity.goal}");
  }

  private void differs(String... problems) {
    assertThatThrownBy(() -> compare(check()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(problems);
  }

  private void compare(Equivalence equivalence) throws IOException {
    equivalence.compare(run.resolve("build.log"), reference.resolve("build.log"));
  }

  private Equivalence check() throws IOException {
    Map<String, Object> variables = new HashMap<>();
    variables.put("basedir", run.toFile());
    variables.put("referencesDirectory", reference.getParent().toString());
    for (String name :
        new String[] {"projectsDirectory", "mavenHome", "settingsFile", "mavenOpts"}) {
      variables.put(name, "unused");
    }
    variables.put("localRepositoryPath", folder.toFile());
    return Equivalence.of(variables);
  }

  private static String log(String verdict, String beta, String more) {
    return """
    [INFO] Reactor Summary for root 1.0:
    [INFO]\s
    [INFO] root ............................................... SUCCESS [  0.123 s]
    [INFO] beta ............................................... %s
    [INFO] ------------------------------------------------------------------------
    [INFO] BUILD %s
    %s
    """
        .formatted(beta.equals("SKIPPED") ? beta : beta + " [  0.345 s]", verdict, more);
  }

  private static String report(String outcome) {
    return "<testsuite><testcase classname='beta.BetaTest' name='works'>"
        + outcome
        + "</testcase></testsuite>";
  }

  private static String coverage(int covered, String session) {
    return "<!DOCTYPE report PUBLIC '-//JACOCO//DTD Report 1.1//EN' 'report.dtd'><report name='beta'><sessioninfo id='"
        + session
        + "'/><counter type='LINE' missed='1' covered='"
        + covered
        + "'/></report>";
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static void archive(Path file, String content, long time) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("about.txt");
      entry.setTime(1_000_000_000_000L + time);
      zip.putNextEntry(entry);
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, bytes.toByteArray());
  }
}
