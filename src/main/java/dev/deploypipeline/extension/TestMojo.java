package dev.deploypipeline.extension;

import dev.deploypipeline.model.Stage;
import dev.deploypipeline.reactor.ForkCount;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;

/**
 * A mojo of Surefire or Failsafe, as far as leases care. By reflection, because those plugins live
 * in class realms of their own; the methods are the same from version 2.12 to 3.6.
 *
 * @param mojo the mojo
 */
record TestMojo(Mojo mojo) {

  private static final Set<String> PLUGINS =
      Set.of("maven-surefire-plugin", "maven-failsafe-plugin");
  private static final Map<String, Stage> STAGES =
      Map.of("test", Stage.UNIT_TESTS, "integration-test", Stage.INTEGRATION_TESTS);
  private static final List<String> SKIPS =
      List.of("isSkip", "isSkipTests", "isSkipExec", "isSkipITs");

  /** The stage whose tests an execution runs; empty if it runs none. */
  static Optional<Stage> stage(MojoExecution execution) {
    return PLUGINS.contains(execution.getArtifactId())
        ? Optional.ofNullable(STAGES.get(execution.getGoal()))
        : Optional.empty();
  }

  /** Whether it is the goal that decides by the results of Failsafe. */
  static boolean verifies(MojoExecution execution) {
    return execution.getArtifactId().equals("maven-failsafe-plugin")
        && execution.getGoal().equals("verify");
  }

  /** What messages call an execution, for example {@code surefire:test (default-test)}. */
  static String label(MojoExecution execution) {
    return "%s:%s (%s)"
        .formatted(
            execution.getArtifactId().replace("maven-", "").replace("-plugin", ""),
            execution.getGoal(),
            execution.getExecutionId());
  }

  /**
   * A module without tests, or whose tests are skipped, neither waits for the services nor fails
   * with them.
   */
  boolean hasTests() throws ReflectiveOperationException {
    File classes = (File) get("getTestClassesDirectory");
    return !isSkipped() && (classes == null || classes.exists());
  }

  /** Whether the user skips its tests. */
  boolean isSkipped() throws ReflectiveOperationException {
    for (Method method : mojo.getClass().getMethods()) {
      if (SKIPS.contains(method.getName())
          && method.getReturnType() == boolean.class
          && (Boolean) method.invoke(mojo)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the tests run in JVMs of their own. */
  boolean forks() throws ReflectiveOperationException {
    return ForkCount.forks((String) get("getForkCount"));
  }

  /** Adds system properties; what the user set for the same key wins. */
  void addProperties(Map<String, String> properties) throws ReflectiveOperationException {
    set(
        "setSystemPropertyVariables",
        Map.class,
        merged(properties, get("getSystemPropertyVariables")));
  }

  /** Adds environment variables; what the user set for the same name wins. */
  void addEnvironment(Map<String, String> variables) throws ReflectiveOperationException {
    if (!variables.isEmpty()) {
      set("setEnvironmentVariables", Map.class, merged(variables, get("getEnvironmentVariables")));
    }
  }

  /**
   * The names of the environment variables that its configuration sets, or that a lease of the
   * module has set already.
   */
  Set<String> environmentOfTheUser() throws ReflectiveOperationException {
    Set<String> names = new HashSet<>();
    if (get("getEnvironmentVariables") instanceof Map<?, ?> map) {
      map.keySet().forEach(name -> names.add((String) name));
    }
    return names;
  }

  private static Map<String, String> merged(Map<String, String> ours, Object users) {
    Map<String, String> merged = new HashMap<>(ours);
    if (users instanceof Map<?, ?> map) {
      map.forEach((key, value) -> merged.put((String) key, (String) value));
    }
    return merged;
  }

  /** Adds a Java agent to the command line of the test JVMs, behind what is there. */
  void addAgent(Path jar, Path argument) throws ReflectiveOperationException {
    String before = (String) get("getArgLine");
    // Surefire splits the line at spaces that are not inside quotes.
    String agent = "\"-javaagent:" + jar + "=" + argument + "\"";
    set("setArgLine", String.class, before == null ? agent : before + " " + agent);
  }

  /** Adds a jar to the class path of the tests, behind what is there. */
  void addToClassPath(Path jar) throws ReflectiveOperationException {
    String[] before = (String[]) get("getAdditionalClasspathElements");
    String[] after = before == null ? new String[1] : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = jar.toString();
    set("setAdditionalClasspathElements", String[].class, after);
  }

  /**
   * What a getter says, public or not; empty where that is null or of another type, and where this
   * version of the plugin has no such getter.
   */
  static <T> Optional<T> known(Object object, String method, Class<T> type)
      throws ReflectiveOperationException {
    Optional<Method> getter = method(object, method);
    return getter.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(getter.get().invoke(object)).filter(type::isInstance).map(type::cast);
  }

  /** A method without parameters, public or not; empty where there is none of that name. */
  static Optional<Method> method(Object object, String name) {
    for (Class<?> at = object.getClass(); at != null; at = at.getSuperclass()) {
      for (Method one : at.getDeclaredMethods()) {
        boolean found = one.getName().equals(name) && one.getParameterCount() == 0;
        if (found && one.trySetAccessible()) {
          return Optional.of(one);
        }
      }
    }
    return Optional.empty();
  }

  /** A field, public or not; empty where there is none of that name. */
  static Optional<Field> field(Object object, String name) {
    for (Class<?> at = object.getClass(); at != null; at = at.getSuperclass()) {
      for (Field one : at.getDeclaredFields()) {
        if (one.getName().equals(name) && one.trySetAccessible()) {
          return Optional.of(one);
        }
      }
    }
    return Optional.empty();
  }

  private Object get(String method) throws ReflectiveOperationException {
    return mojo.getClass().getMethod(method).invoke(mojo);
  }

  private void set(String method, Class<?> type, Object value) throws ReflectiveOperationException {
    mojo.getClass().getMethod(method, type).invoke(mojo, value);
  }
}
