package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class TestJvmConfigurationTest {

  private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";

  private final TunedMojo mojo = new TunedMojo();
  private final MavenProject project = new MavenProject();

  @Test
  void anOrdinaryForkMayBeTuned() throws Exception {
    mojo.argLine = "-Xmx1g -javaagent:/jacoco.jar";
    assertThat(obstacle()).isEmpty();
  }

  @Test
  void otherVirtualMachinesAreLeftAlone() throws Exception {
    assertThat(configuration().obstacle(null, "", Map.of(), "Eclipse OpenJ9 VM"))
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
  void whereFailuresAreIgnoredNothingIsRisked() throws Exception {
    mojo.failureIgnored = true;
    assertThat(obstacle())
        .contains("failures are ignored, so nobody would see that the options cause one");
    mojo.summary = new File("failsafe-summary.xml");
    assertThat(obstacle()).isEmpty();
  }

  @Test
  void whatTheUserChoseInTheArgLineStays() throws Exception {
    mojo.argLine = "-XX:+UseParallelGC";
    assertThat(obstacle()).contains("its argLine has -XX:+UseParallelGC");
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
    assertThat(configuration().obstacle(null, "-Xmx1g\n-XX:+UseZGC\n", Map.of(), HOTSPOT))
        .contains(".mvn/jvm.config has -XX:+UseZGC");
  }

  @Test
  void whatTheEnvironmentSaysStays() throws Exception {
    assertThat(
            configuration().obstacle(null, "", Map.of("JDK_JAVA_OPTIONS", "-XX:+UseZGC"), HOTSPOT))
        .contains("JDK_JAVA_OPTIONS has -XX:+UseZGC");
    mojo.environment.put("JAVA_TOOL_OPTIONS", "-Xshare:off");
    assertThat(obstacle()).contains("JAVA_TOOL_OPTIONS has -Xshare:off");
  }

  @Test
  void whatTheUserSetComesLastAndWins() throws Exception {
    configuration().addOptions("-XX:+UseSerialGC");
    assertThat(mojo.argLine).isEqualTo("-XX:+UseSerialGC");
    mojo.argLine = "@{argLine} -Xmx1g";
    configuration().addOptions("-XX:+UseSerialGC");
    assertThat(mojo.argLine).isEqualTo("-XX:+UseSerialGC @{argLine} -Xmx1g");
  }

  private Optional<String> obstacle() throws ReflectiveOperationException {
    return configuration().obstacle(null, "", Map.of(), HOTSPOT);
  }

  private TestJvmConfiguration configuration() {
    return new TestJvmConfiguration(mojo, project);
  }
}
