package dev.deploypipeline.extension;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.Mojo;

/**
 * What a mojo of Surefire or Failsafe says of its results, as JDK types. By reflection, as {@link
 * TestMojo}; what a version lacks is left out.
 *
 * @param mojo the mojo
 */
record TestFacts(Mojo mojo) {

  /** The facts, by the names of {@code TestSignals}; empty where it writes no reports. */
  Optional<Map<String, Object>> read() throws ReflectiveOperationException {
    Optional<File> reports = get("getReportsDirectory", File.class);
    if (reports.isEmpty() || writesNoReports()) {
      return Optional.empty();
    }
    Map<String, Object> facts = new HashMap<>();
    facts.put("reports", reports.get().toPath());
    get("getReportNameSuffix", String.class).ifPresent(suffix -> facts.put("suffix", suffix));
    get("getTestClassesDirectory", File.class)
        .ifPresent(directory -> facts.put("testClasses", directory.toPath()));
    Optional<File> build = get("getProjectBuildDirectory", File.class);
    Optional<String> temp = get("getTempDir", String.class);
    if (build.isPresent() && temp.isPresent()) {
      facts.put("tempDirectory", Path.of(build.get().getPath(), temp.get()));
    }
    get("getTest", String.class)
        .filter(test -> !test.isBlank())
        .ifPresent(test -> facts.put("selected", true));
    get("getRerunFailingTestsCount", Integer.class)
        .filter(count -> count > 0)
        .ifPresent(count -> facts.put("reruns", true));
    get("getDebugForkedProcess", String.class)
        .filter(debug -> !debug.isBlank() && !debug.equals("false"))
        .ifPresent(debug -> facts.put("debugged", true));
    return Optional.of(facts);
  }

  /** A getter in versions before 3.6, a field since. */
  private boolean writesNoReports() throws ReflectiveOperationException {
    Optional<Boolean> told = get("isDisableXmlReport", Boolean.class);
    for (Class<?> type = mojo.getClass();
        told.isEmpty() && type != null;
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals("disableXmlReport") && field.trySetAccessible()) {
          told = Optional.ofNullable((Boolean) field.get(mojo));
        }
      }
    }
    return told.orElse(false);
  }

  private <T> Optional<T> get(String method, Class<T> type) throws ReflectiveOperationException {
    for (Class<?> at = mojo.getClass(); at != null; at = at.getSuperclass()) {
      for (Method one : at.getDeclaredMethods()) {
        boolean found = one.getName().equals(method) && one.getParameterCount() == 0;
        // Some are not public.
        if (found && one.trySetAccessible()) {
          return Optional.ofNullable(one.invoke(mojo)).filter(type::isInstance).map(type::cast);
        }
      }
    }
    return Optional.empty();
  }
}
