package dev.deploypipeline.extension;

import dev.deploypipeline.tuning.JvmOptions;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * What a mojo of Surefire or Failsafe says of the JVM of its tests. By reflection, as {@link
 * TestMojo}.
 *
 * @param mojo the mojo
 * @param project the project it works on
 */
record TestJvmConfiguration(Mojo mojo, MavenProject project) {

  private static final String[] VARIABLES = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  /**
   * Why the options of these JVMs must be left alone; empty where they need not.
   *
   * @param jvmConfig the content of {@code .mvn/jvm.config}
   * @param environment the environment variables of this process
   * @param vm the name of the virtual machine
   */
  Optional<String> obstacle(
      MavenSession session, String jvmConfig, Map<String, String> environment, String vm)
      throws ReflectiveOperationException {
    if (!vm.contains("OpenJDK") && !vm.contains("HotSpot")) {
      return Optional.of("the JVM is " + vm);
    }
    if (!new TestMojo(mojo).forks()) {
      return Optional.of("forkCount is 0");
    }
    if (get("getForkMode", String.class).filter(mode -> !mode.isBlank()).isPresent()) {
      return Optional.of("forkMode is set");
    }
    if (hasOwnJvm(session)) {
      return Optional.of("the tests have a JVM of their own (jvm or a toolchain)");
    }
    if (get("getDebugForkedProcess", String.class).filter(line -> !line.isBlank()).isPresent()) {
      return Optional.of("the tests are debugged");
    }
    // The mojo of Failsafe always ignores them, and writes them down.
    if (get("isTestFailureIgnore", Boolean.class).orElse(false) && summaryFile().isEmpty()) {
      return Optional.of("failures are ignored, so nobody would see that the options cause one");
    }
    return chosenByTheUser(jvmConfig, environment);
  }

  private boolean hasOwnJvm(MavenSession session) throws ReflectiveOperationException {
    return get("getJvm", String.class).filter(jvm -> !jvm.isBlank()).isPresent()
        || get("getJdkToolchain", Map.class).filter(map -> !map.isEmpty()).isPresent()
        || get("getToolchainManager", ToolchainManager.class)
            .map(manager -> manager.getToolchainFromBuildContext("jdk", session))
            .isPresent();
  }

  private Optional<String> chosenByTheUser(String jvmConfig, Map<String, String> environment)
      throws ReflectiveOperationException {
    Optional<String> inArgLine = JvmOptions.choice(argLine());
    if (inArgLine.isPresent()) {
      return inArgLine.map(option -> "its argLine has " + option);
    }
    Optional<String> inFile = JvmOptions.choice(jvmConfig);
    if (inFile.isPresent()) {
      return inFile.map(option -> ".mvn/jvm.config has " + option);
    }
    Map<?, ?> own = get("getEnvironmentVariables", Map.class).orElse(Map.of());
    for (String variable : VARIABLES) {
      Optional<String> found =
          Stream.of(environment.get(variable), (String) own.get(variable))
              .filter(value -> value != null)
              .flatMap(value -> JvmOptions.choice(value).stream())
              .findFirst();
      if (found.isPresent()) {
        return found.map(option -> variable + " has " + option);
      }
    }
    return Optional.empty();
  }

  /** The options as Surefire will put them in, which replaces {@code @{name}} late. */
  String argLine() throws ReflectiveOperationException {
    String line = get("getArgLine", String.class).orElse("");
    Properties properties = project.getProperties();
    for (String name : properties.stringPropertyNames()) {
      line = line.replace("@{" + name + "}", properties.getProperty(name));
    }
    return line;
  }

  /** Puts options before those that are there, which win. */
  void addOptions(String options) throws ReflectiveOperationException {
    String before = get("getArgLine", String.class).orElse("");
    mojo.getClass()
        .getMethod("setArgLine", String.class)
        .invoke(mojo, before.isBlank() ? options : options + " " + before);
  }

  /** Whether only some of the tests run, as the command line said. */
  boolean runsSomeTestsOnly() throws ReflectiveOperationException {
    return get("getTest", String.class).filter(test -> !test.isBlank()).isPresent();
  }

  /** The directory that every test JVM of the mojo has in its command line. */
  String temporaryDirectory() throws ReflectiveOperationException, IOException {
    String name = get("getTempDir", String.class).orElse("surefire");
    return new File(project.getBuild().getDirectory(), name).getCanonicalPath();
  }

  /** The file that tells how the tests of Failsafe ended, which lets the build go on. */
  Optional<File> summaryFile() throws ReflectiveOperationException {
    return get("getSummaryFile", File.class);
  }

  private <T> Optional<T> get(String method, Class<T> type) throws ReflectiveOperationException {
    return TestMojo.known(mojo, method, type);
  }
}
