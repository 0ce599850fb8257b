package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.extension.MojoEnds.End;
import dev.deploypipeline.reactor.PoolSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a failure of the tests of one execution. */
class TestJvmVerdictTest {

  private static final Optional<Set<String>> SAYS_NOTHING = Optional.empty();
  private static final Optional<Set<String>> PASSED = Optional.of(Set.of());
  private static final Optional<Set<String>> JVM_FAILED =
      Optional.of(Set.of(TestJvmVerdict.TEST_JVM));
  private static final String GOODBYE =
      "The forked VM terminated without properly saying goodbye. VM crash or System.exit called?";

  @TempDir private Path root;

  private final TunedMojo mojo = new TunedMojo();
  private final MavenProject project = new MavenProject();
  private final FailedTests reported = new FailedTests();
  private final MavenSession session = session();

  @BeforeEach
  void reportsCanBeRead() {
    project.setBuild(new Build());
    project.getBuild().setDirectory(root.resolve("target").toString());
    reported.are(PASSED);
  }

  /** Has the name by which Surefire's is known. */
  private static final class SurefireBooterForkException extends Exception {
    private static final long serialVersionUID = 1;

    SurefireBooterForkException(String message) {
      super(message);
    }
  }

  @Test
  void testsOfSurefirePassWhenItsMojoSucceeds() throws Exception {
    assertThat(verdict().failures(new End(true, Optional.empty()))).isEqualTo(PASSED);
  }

  @Test
  void whatTheReportsCallFailedFailed() throws Exception {
    reported.are(Optional.of(Set.of("p.A.a")));
    assertThat(verdict().failures(failed(new MojoFailureException("There are test failures."))))
        .contains(Set.of("p.A.a"));
  }

  @Test
  void aTestJvmThatCrashesFailed() throws Exception {
    Throwable crash = new SurefireBooterForkException(GOODBYE + "\nProcess Exit Code: 137");
    assertThat(verdict().failures(failed(new MojoExecutionException("x", crash))))
        .isEqualTo(JVM_FAILED);
  }

  @Test
  void aTestJvmThatTakesTooLongFailed() throws Exception {
    assertThat(
            verdict().failures(failed(new MojoFailureException("There was a timeout in the fork"))))
        .isEqualTo(JVM_FAILED);
  }

  @Test
  void aMojoThatFailsForAnythingElseSaysNothingOfItsTests() throws Exception {
    for (String message :
        new String[] {
          "No tests were executed!  (Set -DfailIfNoTests=false to ignore this error.)",
          "No tests matching pattern \"Absent\" were executed!",
          "Unable to parse configuration of mojo",
          "Unable to resolve the provider"
        }) {
      assertThat(verdict().failures(failed(new MojoFailureException(message))))
          .as(message)
          .isEqualTo(SAYS_NOTHING);
    }
    assertThat(verdict().failures(new End(false, Optional.empty()))).isEqualTo(SAYS_NOTHING);
  }

  @Test
  void whereReportsCannotBeReadTheMojoIsBelieved() throws Exception {
    reported.are(Optional.empty());
    assertThat(verdict().failures(failed(new MojoFailureException("There are test failures."))))
        .isEqualTo(JVM_FAILED);
    assertThat(verdict().failures(failed(new MojoFailureException("No tests were executed!"))))
        .isEqualTo(SAYS_NOTHING);
  }

  @Test
  void aBuildThatIsStoppedSaysNothing() throws Exception {
    reported.are(Optional.of(Set.of("p.A.a")));
    TestJvmVerdict verdict = verdict();
    Throwable crash = new SurefireBooterForkException(GOODBYE);
    PoolSignals.stopping(session);
    assertThat(verdict.failures(failed(crash))).isEqualTo(SAYS_NOTHING);
  }

  @Test
  void aTestJvmThatSomebodyStoppedSaysNothing() throws Exception {
    for (String code : new String[] {"129", "130", "143"}) {
      Throwable crash = new SurefireBooterForkException(GOODBYE + "\nProcess Exit Code: " + code);
      assertThat(verdict().failures(failed(new MojoExecutionException("x", crash))))
          .isEqualTo(SAYS_NOTHING);
    }
    assertThat(
            verdict()
                .failures(
                    failed(new MojoExecutionException("x", new InterruptedException("stop")))))
        .isEqualTo(SAYS_NOTHING);
  }

  @Test
  void failsafesReportsDecideWhereItsMojoSucceeds() throws Exception {
    mojo.summary = root.resolve("failsafe-summary.xml").toFile();
    TestJvmVerdict verdict = verdict();
    summary("false", "0", "<failureMessage xsi:nil=\"true\"/>");
    assertThat(verdict.failures(new End(true, Optional.empty()))).isEqualTo(PASSED);
    reported.are(Optional.of(Set.of("p.AIT.a")));
    assertThat(verdict.failures(new End(true, Optional.empty()))).contains(Set.of("p.AIT.a"));
  }

  @Test
  void failuresOfOtherExecutionsInFailsafesSummaryDoNotCount() throws Exception {
    mojo.summary = root.resolve("failsafe-summary.xml").toFile();
    TestJvmVerdict verdict = verdict();
    summary("false", "7", crash(root.resolve("target/surefire-2")));
    assertThat(verdict.failures(new End(true, Optional.empty()))).isEqualTo(PASSED);
  }

  @Test
  void aCrashInFailsafesSummaryCountsWhereItNamesTheExecutionsDirectory() throws Exception {
    mojo.summary = root.resolve("failsafe-summary.xml").toFile();
    TestJvmVerdict verdict = verdict();
    summary("false", "0", crash(root.resolve("target/surefire")));
    assertThat(verdict.failures(new End(true, Optional.empty()))).isEqualTo(JVM_FAILED);
  }

  @Test
  void aTimeoutInFailsafesSummaryCountsUnlessItIsOfAnEarlierBuild() throws Exception {
    mojo.summary = root.resolve("failsafe-summary.xml").toFile();
    summary("true", "0", "<failureMessage xsi:nil=\"true\"/>");
    Files.setLastModifiedTime(mojo.summary.toPath(), FileTime.fromMillis(1_000));
    TestJvmVerdict verdict = verdict();
    assertThat(verdict.failures(new End(true, Optional.empty()))).isEqualTo(PASSED);
    summary("true", "0", "<failureMessage xsi:nil=\"true\"/>");
    assertThat(verdict.failures(new End(true, Optional.empty()))).isEqualTo(JVM_FAILED);
  }

  @Test
  void whereReportsCannotBeReadFailsafesSummaryIsBelieved() throws Exception {
    mojo.summary = root.resolve("failsafe-summary.xml").toFile();
    reported.are(Optional.empty());
    TestJvmVerdict verdict = verdict();
    summary("false", "0", "<failureMessage xsi:nil=\"true\"/>");
    assertThat(verdict.failures(new End(true, Optional.empty()))).isEqualTo(PASSED);
    summary("false", "1", "<failureMessage xsi:nil=\"true\"/>");
    assertThat(verdict.failures(new End(true, Optional.empty()))).isEqualTo(JVM_FAILED);
  }

  private static String crash(Path directory) {
    return "<failureMessage>org.apache.maven.surefire.booter.SurefireBooterForkException: "
        + GOODBYE
        + "\nCommand was /bin/sh -c cd &apos;/m&apos; &amp;&amp; java -jar "
        + directory
        + "/surefirebooter1.jar "
        + directory
        + " 2026-jvmRun1\nProcess Exit Code: 1</failureMessage>";
  }

  private void summary(String timeout, String failures, String message) throws IOException {
    Files.writeString(
        mojo.summary.toPath(),
        """
        <failsafe-summary result="255" timeout="%s">
            <completed>1</completed>
            <errors>0</errors>
            <failures>%s</failures>
            <skipped>0</skipped>
            %s
        </failsafe-summary>
        """
            .formatted(timeout, failures, message));
  }

  private static End failed(Throwable failure) {
    return new End(false, Optional.of(failure));
  }

  private TestJvmVerdict verdict() throws Exception {
    return new TestJvmVerdict(new TestJvmConfiguration(mojo, project, session), reported, session);
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private static MavenSession session() {
    return new MavenSession(
        null,
        new DefaultRepositorySystemSession(),
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult());
  }
}
