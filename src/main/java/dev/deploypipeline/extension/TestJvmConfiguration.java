package dev.deploypipeline.extension;

import dev.deploypipeline.tuning.JvmOptions;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What a mojo of Surefire or Failsafe says of the JVM of its tests. By reflection, as {@link
 * TestMojo}.
 *
 * @param mojo the mojo
 * @param project the project it works on
 * @param session the session it runs in
 */
record TestJvmConfiguration(Mojo mojo, MavenProject project, MavenSession session) {

  private static final String FAILSAFE = "org.apache.maven.plugins:maven-failsafe-plugin";
  private static final String IGNORED = "maven.test.failure.ignore";

  /** What is typed to run some of the tests. */
  private static final List<String> SELECTIONS =
      List.of(
          "groups",
          "excludedGroups",
          "surefire.includes",
          "surefire.excludes",
          "surefire.includesFile",
          "surefire.excludesFile",
          "failsafe.includes",
          "failsafe.excludes",
          "failsafe.includesFile",
          "failsafe.excludesFile");

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
  Optional<String> obstacle(String jvmConfig, Map<String, String> environment, String vm)
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
    if (hasOwnJvm()) {
      return Optional.of("the tests have a JVM of their own (jvm or a toolchain)");
    }
    if (get("getDebugForkedProcess", String.class).filter(line -> !line.isBlank()).isPresent()) {
      return Optional.of("the tests are debugged");
    }
    if (ignoresFailures()) {
      return Optional.of("failures are ignored, so nobody would see that the options cause one");
    }
    if (get("getFailOnFlakeCount", Integer.class).filter(count -> count > 0).isPresent()) {
      return Optional.of("a flaky test fails the build");
    }
    return chosenByTheUser(jvmConfig, environment);
  }

  private boolean hasOwnJvm() throws ReflectiveOperationException {
    return get("getJvm", String.class).filter(jvm -> !jvm.isBlank()).isPresent()
        || get("getJdkToolchain", Map.class).filter(map -> !map.isEmpty()).isPresent()
        || get("getToolchainManager", ToolchainManager.class)
            .map(manager -> manager.getToolchainFromBuildContext("jdk", session))
            .isPresent();
  }

  /**
   * The mojo of Failsafe that runs the tests always ignores failures and writes them down; the one
   * that reads this has a configuration of its own.
   */
  private boolean ignoresFailures() throws ReflectiveOperationException {
    if (summaryFile().isEmpty()) {
      return get("isTestFailureIgnore", Boolean.class).orElse(false);
    }
    String ignored =
        session
            .getUserProperties()
            .getProperty(IGNORED, project.getProperties().getProperty(IGNORED, "false"));
    return isNotFalse(ignored)
        || isNotFalse(session.getSystemProperties().getProperty(IGNORED, "false"))
        || Stream.ofNullable(project.getPlugin(FAILSAFE))
            .flatMap(
                plugin ->
                    Stream.concat(Stream.of(plugin), plugin.getExecutions().stream())
                        .map(ConfigurationContainer::getConfiguration))
            .filter(Xpp3Dom.class::isInstance)
            .flatMap(
                configuration ->
                    Stream.ofNullable(((Xpp3Dom) configuration).getChild("testFailureIgnore")))
            .anyMatch(element -> isNotFalse(String.valueOf(element.getValue())));
  }

  /** What is not understood might become true. */
  private static boolean isNotFalse(String value) {
    return !value.strip().equalsIgnoreCase("false");
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
    return get("getTest", String.class).filter(test -> !test.isBlank()).isPresent()
        || SELECTIONS.stream().anyMatch(session.getUserProperties()::containsKey);
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
