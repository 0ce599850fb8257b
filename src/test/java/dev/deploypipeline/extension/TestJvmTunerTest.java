package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.TestJvmSettings;
import dev.deploypipeline.model.TestJvm;
import dev.deploypipeline.reactor.TestJvmSession;
import dev.deploypipeline.reactor.TestJvmSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestJvmTunerTest {

  private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m";

  @TempDir private Path root;

  private final MojoEnds ends = new MojoEnds();
  private final Map<String, String> environment = new HashMap<>();
  private boolean asked;
  private final TestJvmTuner tuner = new TestJvmTuner(ends, environment);
  private final MojoExecution execution = execution("default-test");
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
    TestJvmSignals.begin(session, one -> one == execution);
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private void announce(boolean tuned) {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setMultiModuleProjectDirectory(root.toFile());
    session =
        new MavenSession(
            null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
    TestJvmSession.announce(session, new TestJvmSettings(tuned, asked));
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
    root = root.resolve("another");
    begin(false);
    run(true);
    assertThat(mojo.argLine).isNull();
    assertThat(told()).isEmpty();
    assertThat(root).doesNotExist();
  }

  @Test
  void whatFailedTunedRunsPlainUntilAllTestsPassed() {
    fails("p.A.a");
    assertThat(mojo.argLine).isEqualTo(OPTIONS);
    for (int i = 0; i < 2; i++) {
      nextBuild();
      fails("p.B.b");
      assertThat(mojo.argLine).isNull();
      assertThat(told())
          .extracting(TestJvm::reason)
          .containsExactly("failed before, with tuned JVMs");
    }
    nextBuild();
    run(true);
    nextBuild();
    run(true);
    assertThat(told())
        .extracting(TestJvm::reason)
        .containsExactly("failed with tuned JVMs, and passed without");
  }

  @Test
  void whatFailedTunedIsNotForgottenWithTheTimes() throws IOException {
    fails("p.A.a");
    Files.delete(root.resolve(".mvn/deploy-pipeline/history/forks.jsonl"));
    nextBuild();
    run(true);
    assertThat(mojo.argLine).isNull();
  }

  @Test
  void whatPassesSomeOfTheTestsPlainResolvesNothing() {
    fails("p.A.a");
    nextBuild();
    mojo.test = "OtherTest";
    run(true);
    nextBuild();
    run(true);
    assertThat(told())
        .extracting(TestJvm::reason)
        .containsExactly("failed before, with tuned JVMs");
  }

  @Test
  void aFailureThatIsNoneOfTheTestsIsNotCounted() {
    run(false);
    assertThat(mojo.argLine).isEqualTo(OPTIONS);
    nextBuild();
    run(true);
    assertThat(told()).extracting(TestJvm::reason).containsExactly("first try");
  }

  @Test
  void whereNothingCanBeRememberedNothingIsTuned() throws IOException {
    root = root.resolve("another");
    Files.createDirectories(root.resolve(".mvn/deploy-pipeline"));
    Files.writeString(root.resolve(".mvn/deploy-pipeline/history"), "no directory");
    nextBuild();
    run(true);
    assertThat(mojo.argLine).isNull();
    assertThat(told())
        .extracting(TestJvm::reason)
        .containsExactly("what failed before is not known");
  }

  @Test
  void aServerTunesNothingUnlessItIsAsked() {
    environment.put("TF_BUILD", "True");
    run(true);
    assertThat(mojo.argLine).isNull();
    assertThat(told())
        .extracting(TestJvm::reason)
        .containsExactly("TF_BUILD is set, and nobody asked for it");
    asked = true;
    nextBuild();
    run(true);
    assertThat(told()).extracting(TestJvm::reason).containsExactly("first try");
  }

  @Test
  void whereNobodyReadsTheReportsNothingIsRisked() {
    tuner.willRun(event());
    tuner.tune(event(), Optional.empty());
    assertThat(mojo.argLine).isNull();
    assertThat(told())
        .extracting(TestJvm::reason)
        .containsExactly("nobody reads its reports, which tell what failed");
  }

  @Test
  void executionsThatAreNotOfTheRunAreLeftAlone() {
    MojoExecutionEvent ofTheNextLifecycle =
        new MojoExecutionEvent(session, project, execution("default-test"), mojo);
    assertThat(tuner.willRun(ofTheNextLifecycle)).isFalse();
    tuner.tune(ofTheNextLifecycle, Optional.of(new FailedTests()));
    assertThat(mojo.argLine).isNull();
    assertThat(mojo.statistics).isNull();
    assertThat(told()).isEmpty();
  }

  @Test
  void aMojoThatCannotBeAskedIsToldOfUnlessTuningIsOff() {
    AbstractMojo odd = new OddMojo();
    MojoExecutionEvent event = new MojoExecutionEvent(session, project, execution, odd);
    tuner.willRun(event);
    tuner.tune(event, Optional.of(new FailedTests()));
    assertThat(told()).extracting(TestJvm::reason).containsExactly("its plugin cannot be asked");
    begin(false);
    event = new MojoExecutionEvent(session, project, execution, odd);
    assertThat(tuner.willRun(event)).isTrue();
    tuner.tune(event, Optional.of(new FailedTests()));
    assertThat(told()).isEmpty();
  }

  /** Has nothing that any version of Surefire has. */
  public static final class OddMojo extends AbstractMojo {
    @Override
    public void execute() {}
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
    before().are(Optional.of(Set.of("p.A.a")));
    Thread.currentThread().interrupt();
    ends.afterExecutionFailure(event());
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

  private static MojoExecution execution(String id) {
    Plugin plugin = new Plugin();
    plugin.setArtifactId("maven-surefire-plugin");
    return new MojoExecution(plugin, "test", id);
  }

  private void nextBuild() {
    mojo = new TunedMojo();
    begin(true);
  }

  private void run(boolean succeeded) {
    before().are(Optional.of(Set.of()));
    if (succeeded) {
      ends.afterMojoExecutionSuccess(event());
    } else {
      ends.afterExecutionFailure(event());
    }
  }

  private void fails(String test) {
    before().are(Optional.of(Set.of(test)));
    ends.afterExecutionFailure(event());
  }

  private FailedTests before() {
    FailedTests failed = new FailedTests();
    if (tuner.willRun(event())) {
      tuner.tune(event(), Optional.of(failed));
    }
    return failed;
  }

  private MojoExecutionEvent event() {
    return new MojoExecutionEvent(session, project, execution, mojo);
  }

  private List<TestJvm> told() {
    return TestJvmSignals.told(session);
  }
}
