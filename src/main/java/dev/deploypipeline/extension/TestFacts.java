package dev.deploypipeline.extension;

import java.io.File;
import java.lang.reflect.Field;
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

  private static final String OWN_REPORTERS = "org.apache.maven.plugin.surefire.extensions.";

  /** The facts, by the names of {@code TestSignals}. */
  Map<String, Object> read() throws ReflectiveOperationException {
    Optional<File> reports = get("getReportsDirectory", File.class);
    if (reports.isEmpty() || writesNoReports()) {
      return Map.of("noReports", true);
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
    get("isEnablePropertiesElement", Boolean.class)
        .filter(enabled -> !enabled)
        .ifPresent(enabled -> facts.put("anonymous", true));
    return facts;
  }

  /** A getter in versions before 3.6, a field since. */
  private boolean writesNoReports() throws ReflectiveOperationException {
    Optional<Boolean> told = get("isDisableXmlReport", Boolean.class);
    if (told.or(() -> field("disableXmlReport").map(Boolean.class::cast)).orElse(false)) {
      return true;
    }
    Optional<Object> reporter = field("statelessTestsetReporter");
    if (reporter.isEmpty()) {
      return false;
    }
    // What a foreign one writes is not known.
    return !isSurefires(reporter.get())
        || TestMojo.known(reporter.get(), "isDisable", Boolean.class).orElse(false);
  }

  private static boolean isSurefires(Object reporter) {
    return reporter.getClass().getName().startsWith(OWN_REPORTERS);
  }

  private Optional<Object> field(String name) {
    return TestMojo.field(mojo, name).flatMap(this::value);
  }

  private Optional<Object> value(Field field) {
    try {
      return Optional.ofNullable(field.get(mojo));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }

  private <T> Optional<T> get(String method, Class<T> type) throws ReflectiveOperationException {
    return TestMojo.known(mojo, method, type);
  }
}
