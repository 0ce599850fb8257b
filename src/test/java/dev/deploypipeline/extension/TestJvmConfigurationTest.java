package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class TestJvmConfigurationTest {

  private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";

  private static final String IGNORED =
      "failures are ignored, so nobody would see that the options cause one";

  private final TunedMojo mojo = new TunedMojo();
  private final MavenProject project = new MavenProject();
  private final MavenSession session = session();

  TestJvmConfigurationTest() {
    project.setBuild(new Build());
  }

  @Test
  void anOrdinaryForkMayBeTuned() throws Exception {
    mojo.argLine = "-Xmx1g -javaagent:/jacoco.jar";
    assertThat(obstacle()).isEmpty();
  }

  @Test
  void otherVirtualMachinesAreLeftAlone() throws Exception {
    assertThat(configuration().obstacle("", Map.of(), "Eclipse OpenJ9 VM"))
        .contains("the JVM is Eclipse OpenJ9 VM");
  }

  @Test
  void mavensOwnJvmIsLeftAlone() throws Exception {
    mojo.forkCount = "0";
    assertThat(obstacle()).contains("forkCount is 0");
  }

  @Test
  void aJvmThatTheUserChoseIsLeftAlone() throws Exception {
    mojo.jvm = "/jdk/bin/java";
    assertThat(obstacle()).contains("the tests have a JVM of their own (jvm or a toolchain)");
    mojo.jvm = null;
    mojo.toolchain = Map.of("version", "21");
    assertThat(obstacle()).contains("the tests have a JVM of their own (jvm or a toolchain)");
  }

  @Test
  void debuggedTestsAreLeftAlone() throws Exception {
    mojo.debug = "true";
    assertThat(obstacle()).contains("the tests are debugged");
  }

  @Test
  void whereSurefireIgnoresFailuresNothingIsRisked() throws Exception {
    mojo.failureIgnored = true;
    assertThat(obstacle()).contains(IGNORED);
  }

  @Test
  void failsafesMojoThatRunsTestsSaysAlwaysThatFailuresAreIgnored() throws Exception {
    mojo.failureIgnored = true;
    mojo.summary = new File("failsafe-summary.xml");
    assertThat(obstacle()).isEmpty();
  }

  @Test
  void whereAPropertyIgnoresFailuresFailsafesTestsAreNotRiskedEither() throws Exception {
    mojo.summary = new File("failsafe-summary.xml");
    project.getProperties().setProperty("maven.test.failure.ignore", "true");
    assertThat(obstacle()).contains(IGNORED);
    session.getUserProperties().setProperty("maven.test.failure.ignore", "false");
    assertThat(obstacle()).isEmpty();
    session.getUserProperties().setProperty("maven.test.failure.ignore", "");
    assertThat(obstacle()).contains(IGNORED);
  }

  @Test
  void whereAnyExecutionOfFailsafeIgnoresFailuresItsTestsAreNotRisked() throws Exception {
    mojo.summary = new File("failsafe-summary.xml");
    Plugin failsafe = new Plugin();
    failsafe.setArtifactId("maven-failsafe-plugin");
    PluginExecution verify = new PluginExecution();
    verify.setConfiguration(ignore("false"));
    failsafe.addExecution(verify);
    project.getBuild().addPlugin(failsafe);
    assertThat(obstacle()).isEmpty();
    verify.setConfiguration(ignore("true"));
    assertThat(obstacle()).contains(IGNORED);
    verify.setConfiguration(null);
    failsafe.setConfiguration(ignore("${not.known.yet}"));
    assertThat(obstacle()).contains(IGNORED);
  }

  private static Xpp3Dom ignore(String value) {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    Xpp3Dom ignore = new Xpp3Dom("testFailureIgnore");
    ignore.setValue(value);
    configuration.addChild(ignore);
    return configuration;
  }

  @Test
  void whereAFlakyTestFailsTheBuildNothingIsRisked() throws Exception {
    mojo.flakesThatFail = 1;
    assertThat(obstacle()).contains("a flaky test fails the build");
  }

  @Test
  void theSelectionOfThisBuildIsNotAllTests() throws Exception {
    assertThat(configuration().runsSomeTestsOnly()).isFalse();
    session.getUserProperties().setProperty("groups", "fast");
    assertThat(configuration().runsSomeTestsOnly()).isTrue();
    session.getUserProperties().clear();
    mojo.test = "OneTest";
    assertThat(configuration().runsSomeTestsOnly()).isTrue();
  }

  @Test
  void whatTheUserChoseInTheArgLineStays() throws Exception {
    mojo.argLine = "-XX:-TieredCompilation";
    assertThat(obstacle()).contains("its argLine has -XX:-TieredCompilation");
  }

  @Test
  void whatTheUserSaysOfTheCollectorIsNoObstacle() throws Exception {
    mojo.argLine = "-XX:+UseParallelGC -XX:ParallelGCThreads=2";
    assertThat(obstacle()).isEmpty();
  }

  @Test
  void theArgLineIsReadAsSurefirePutsItIn() throws Exception {
    project.getProperties().setProperty("late", "-Xint");
    mojo.argLine = "@{late} -Xmx1g";
    assertThat(obstacle()).contains("its argLine has -Xint");
    assertThat(configuration().argLine()).isEqualTo("-Xint -Xmx1g");
  }

  @Test
  void whatTheUserChoseForMavenStays() throws Exception {
    assertThat(configuration().obstacle("-Xmx1g\n-XX:TieredStopAtLevel=1\n", Map.of(), HOTSPOT))
        .contains(".mvn/jvm.config has -XX:TieredStopAtLevel=1");
  }

  @Test
  void whatTheEnvironmentSaysStays() throws Exception {
    assertThat(
            configuration()
                .obstacle("", Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"), HOTSPOT))
        .contains("JDK_JAVA_OPTIONS has -XX:TieredStopAtLevel=1");
    mojo.environment.put("JAVA_TOOL_OPTIONS", "-Xcomp");
    assertThat(obstacle()).contains("JAVA_TOOL_OPTIONS has -Xcomp");
  }

  @Test
  void whatTheUserSetComesLastAndWins() throws Exception {
    configuration().addOptions("-Xopt");
    assertThat(mojo.argLine).isEqualTo("-Xopt");
    mojo.argLine = "@{argLine} -Xmx1g";
    configuration().addOptions("-Xopt");
    assertThat(mojo.argLine).isEqualTo("-Xopt @{argLine} -Xmx1g");
  }

  private Optional<String> obstacle() throws ReflectiveOperationException {
    return configuration().obstacle("", Map.of(), HOTSPOT);
  }

  private TestJvmConfiguration configuration() {
    return new TestJvmConfiguration(mojo, project, session);
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
