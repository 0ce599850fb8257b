package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.TestJvmSettings;
import dev.deploypipeline.model.TestJvm;
import dev.deploypipeline.reactor.TestJvmSession;
import dev.deploypipeline.reactor.TestJvmSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestJvmTunerTest {

  private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  @TempDir private Path root;

  private final MojoEnds ends = new MojoEnds();
  private final TestJvmTuner tuner = new TestJvmTuner(ends);
  private final MavenProject project = new MavenProject();
  private TunedMojo mojo = new TunedMojo();
  private MavenSession session;

  @BeforeEach
  void begin() {
    project.setGroupId("g");
    project.setArtifactId("a");
    project.setBuild(new Build());
    project.getBuild().setDirectory(root.resolve("target").toString());
    begin(true);
  }

  private void begin(boolean tuned) {
    announce(tuned);
    TestJvmSignals.begin(session);
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private void announce(boolean tuned) {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setMultiModuleProjectDirectory(root.toFile());
    session =
        new MavenSession(
            null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
    TestJvmSession.announce(session, new TestJvmSettings(tuned));
  }

  @Test
  void theFirstRunIsTunedTheNextOneComparesAndBothAreTold() {
    run(true);
    assertThat(mojo.argLine).isEqualTo(OPTIONS);
    nextBuild();
    run(true);
    assertThat(mojo.argLine).isNull();
    assertThat(told()).extracting(TestJvm::reason).containsExactly("to compare");
    assertThat(told())
        .extracting(one -> one.task().toString())
        .containsExactly("surefire:test (default-test) @ a");
  }

  @Test
  void withoutTheGoalRunNothingIsChanged() {
    announce(true);
    run(true);
    assertThat(mojo.argLine).isNull();
    assertThat(mojo.statistics).isNull();
    assertThat(told()).isEmpty();
  }

  @Test
  void switchedOffNothingIsChangedAndNothingIsMeasured() {
    begin(false);
    run(true);
    assertThat(mojo.argLine).isNull();
    assertThat(told()).isEmpty();
    assertThat(root.resolve(".mvn")).doesNotExist();
  }

  @Test
  void whatFailedTunedRunsPlainInTheNextBuild() {
    run(false);
    nextBuild();
    run(true);
    assertThat(mojo.argLine).isNull();
    assertThat(told())
        .extracting(TestJvm::reason)
        .containsExactly("failed in the last run, with tuned JVMs");
  }

  @Test
  void failuresThatFailsafeOnlyNotesCountToo() throws Exception {
    summary("<failsafe-summary result=\"255\" timeout=\"false\">", "0", "1");
    run(true);
    nextBuild();
    summary("<failsafe-summary result=\"null\" timeout=\"false\">", "0", "0");
    run(true);
    assertThat(told())
        .extracting(TestJvm::reason)
        .containsExactly("failed in the last run, with tuned JVMs");
    nextBuild();
    run(true);
    assertThat(told())
        .extracting(TestJvm::reason)
        .containsExactly("failed with tuned JVMs, and passed without");
  }

  @Test
  void whatFailsafeNotesOfTestsThatPassedIsNoFailure() throws Exception {
    for (String result : new String[] {" result=\"null\"", " result=\"254\"", ""}) {
      summary("<failsafe-summary" + result + " timeout=\"false\">", "0", "0");
      run(true);
      nextBuild();
    }
    run(true);
    assertThat(told()).extracting(TestJvm::reason).first().asString().startsWith("tuned ");
  }

  @Test
  void whatFailsafeNotesOfACrashIsAFailure() throws Exception {
    summary("<failsafe-summary result=\"255\" timeout=\"false\">", "0", "0");
    run(true);
    nextBuild();
    run(true);
    assertThat(told())
        .extracting(TestJvm::reason)
        .containsExactly("failed in the last run, with tuned JVMs");
  }

  @Test
  void someOfTheTestsAreNotComparedWithAll() {
    mojo.test = "OneTest";
    run(true);
    assertThat(mojo.argLine).isEqualTo(OPTIONS);
    nextBuild();
    run(true);
    assertThat(told()).extracting(TestJvm::reason).containsExactly("first try");
  }

  @Test
  void aRunThatIsStoppedTellsNothingOfItsTests() {
    before();
    Thread.currentThread().interrupt();
    ends.end(execution());
    assertThat(Thread.interrupted()).isTrue();
    nextBuild();
    run(true);
    assertThat(told()).extracting(TestJvm::reason).containsExactly("first try");
  }

  @Test
  void whatStandsInTheWayIsTold() {
    mojo.forkCount = "0";
    run(true);
    assertThat(mojo.argLine).isNull();
    assertThat(told()).extracting(TestJvm::reason).containsExactly("forkCount is 0");
  }

  @Test
  void skippedTestsAreNotToldOf() {
    mojo.skip = true;
    run(true);
    assertThat(mojo.argLine).isNull();
    assertThat(told()).isEmpty();
  }

  private final MojoExecution execution = execution("default-test");

  private MojoExecution execution() {
    return execution;
  }

  private static MojoExecution execution(String id) {
    Plugin plugin = new Plugin();
    plugin.setArtifactId("maven-surefire-plugin");
    return new MojoExecution(plugin, "test", id);
  }

  private void nextBuild() {
    mojo = new TunedMojo();
    begin(true);
  }

  private void summary(String head, String errors, String failures) throws IOException {
    mojo.summary = root.resolve("failsafe-summary.xml").toFile();
    Files.writeString(
        mojo.summary.toPath(),
        head
            + "\n<completed>1</completed>\n<errors>"
            + errors
            + "</errors>\n<failures>"
            + failures
            + "</failures>\n<skipped>0</skipped>\n<failureMessage xsi:nil=\"true\"/>\n</failsafe-summary>");
  }

  private void run(boolean succeeded) {
    before();
    if (succeeded) {
      ends.afterMojoExecutionSuccess(event());
    } else {
      ends.end(execution);
    }
  }

  private void before() {
    tuner.beforeMojoExecution(event());
  }

  private MojoExecutionEvent event() {
    return new MojoExecutionEvent(session, project, execution, mojo);
  }

  private java.util.List<TestJvm> told() {
    return TestJvmSignals.told(session);
  }
}
