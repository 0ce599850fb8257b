package dev.deploypipeline.extension;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.project.MavenProject;

/**
 * The tests of a mojo of Surefire or Failsafe, as it finds them itself, and how it leaves some of
 * them out. By reflection, as {@link TestMojo}; the scan is a private method that versions 2.22 to
 * 3.6 have.
 */
final class SelectableTests {

  private static final Pattern KNOWN_VERSION =
      Pattern.compile("(?:2\\.(?:2[2-9]|[3-9][0-9])|[3-9]\\.).*");

  /** What a pattern of Surefire cannot have in it. */
  private static final Pattern ODD_NAME = Pattern.compile("[^\\p{javaJavaIdentifierPart}.-]");

  private static final String ALL_NESTED = "**/*$*";

  private final Mojo mojo;
  private final Plugin plugin;
  private final MavenProject project;
  private final Optional<List<String>> found;

  SelectableTests(Mojo mojo, Plugin plugin, MavenProject project)
      throws ReflectiveOperationException {
    this.mojo = mojo;
    this.plugin = plugin;
    this.project = project;
    this.found = scan();
  }

  /** Whether the mojo would find no test at all. */
  boolean hasNone() throws ReflectiveOperationException {
    if (hasSuiteFiles()) {
      return false;
    }
    boolean noDirectory =
        known("getTestClassesDirectory", File.class).filter(one -> !one.exists()).isPresent();
    return found.isPresent()
        ? found.get().isEmpty()
        : noDirectory && !isSet("getDependenciesToScan");
  }

  /** The facts, by the names of {@code SelectionSignals}. */
  Map<String, Object> facts() throws ReflectiveOperationException {
    Map<String, Object> facts = new HashMap<>();
    Optional<String> whole = whole();
    whole.ifPresent(reason -> facts.put("whole", reason));
    if (whole.isEmpty()) {
      facts.put("classes", found.orElseThrow());
    }
    known("getTestClassesDirectory", File.class)
        .ifPresent(directory -> facts.put("testClasses", directory.toPath()));
    if (isSet("getTest")) {
      facts.put("chosen", true);
    }
    if (isSet("getGroups")
        || isSet("getExcludedGroups")
        || isSet("getIncludeJUnit5Engines")
        || isSet("getExcludeJUnit5Engines")) {
      facts.put("filtered", true);
    }
    if (hasTags()) {
      facts.put("tags", true);
    }
    if (new TestFacts(mojo).read().containsKey("noReports")) {
      facts.put("silent", true);
    }
    if (known("getFailIfNoTests", Boolean.class).orElse(false)) {
      facts.put("needsTests", true);
    }
    return facts;
  }

  private Optional<String> whole() throws ReflectiveOperationException {
    if (hasSuiteFiles()) {
      return Optional.of("suiteXmlFiles names its tests");
    }
    if (isSet("getTest")) {
      return Optional.of("test names its tests");
    }
    if (isSet("getDependenciesToScan")) {
      return Optional.of("dependenciesToScan has it look for tests in other artifacts");
    }
    if (known("getIncludesFile", File.class).isPresent()
        || known("getExcludesFile", File.class).isPresent()) {
      return Optional.of("a file names its tests (includesFile, excludesFile)");
    }
    if (!KNOWN_VERSION.matcher(String.valueOf(plugin.getVersion())).matches() || found.isEmpty()) {
      return Optional.of(
          "version " + plugin.getVersion() + " of its plugin does not tell its test classes");
    }
    return found.get().stream()
        .filter(name -> ODD_NAME.matcher(name).find())
        .findFirst()
        .map(name -> "the name of its class '" + name + "' fits into no pattern");
  }

  private boolean hasSuiteFiles() throws ReflectiveOperationException {
    return known("getSuiteXmlFiles", File[].class).filter(files -> files.length > 0).isPresent();
  }

  /**
   * Whether its provider knows tags or groups that are any word: with JUnit 4 alone a category that
   * is no class is an error.
   */
  private boolean hasTags() {
    List<String> providers =
        plugin.getDependencies().stream()
            .map(dependency -> dependency.getArtifactId())
            .filter(id -> id.startsWith("surefire-"))
            .toList();
    return List.of("surefire-junit-platform", "surefire-testng").containsAll(providers)
        && project.getArtifacts().stream()
            .map(artifact -> artifact.getGroupId())
            .anyMatch(List.of("org.junit.platform", "org.testng")::contains);
  }

  /** Has it run nothing, as if the user had skipped it. */
  void leaveAllOut() throws ReflectiveOperationException {
    mojo.getClass().getMethod("setSkipTests", boolean.class).invoke(mojo, true);
  }

  /**
   * Has it leave out the tests with a tag or group. That stands first: the grammar for TestNG's
   * groups knows no precedence, and would take what follows an {@code and} together.
   */
  void leaveOutTag(String tag) throws ReflectiveOperationException {
    String before = known("getExcludedGroups", String.class).orElse("");
    mojo.getClass()
        .getMethod("setExcludedGroups", String.class)
        .invoke(mojo, before.isBlank() ? tag : tag + "," + before);
    needNoTests();
  }

  /**
   * Has it leave out classes.
   *
   * @throws IllegalStateException where it would leave out other ones
   */
  void leaveOut(List<String> classes) throws ReflectiveOperationException {
    List<String> excludes = new ArrayList<>();
    known("getExcludes", List.class)
        .ifPresent(list -> ((List<?>) list).forEach(one -> excludes.add((String) one)));
    if (excludes.isEmpty()) {
      // What it would exclude by itself, did we not say anything.
      excludes.add(ALL_NESTED);
    }
    // Any other pattern would match a class of that name in every package that ends like its own.
    // One for all classes, since each costs a match for every class that is found.
    if (!classes.isEmpty()) {
      excludes.add(
          classes.stream()
              .map(SelectableTests::pattern)
              .collect(Collectors.joining("|", "%regex[(?:", ")[.]class]")));
    }
    mojo.getClass().getMethod("setExcludes", List.class).invoke(mojo, excludes);
    needNoTests();
    forget();
    Set<String> expected = new TreeSet<>(found.orElseThrow());
    expected.removeAll(new HashSet<>(classes));
    Set<String> left = new TreeSet<>(scan().orElseThrow());
    forget();
    if (!left.equals(expected)) {
      throw new IllegalStateException("it would run " + left + " where it should run " + expected);
    }
  }

  /**
   * Has it leave out all but those classes.
   *
   * @throws IllegalStateException where it would run other ones
   */
  void keep(List<String> classes) throws ReflectiveOperationException {
    List<String> others = new ArrayList<>(found.orElse(List.of()));
    if (!others.containsAll(classes)) {
      throw new IllegalStateException("it would not run " + classes + " but some of " + others);
    }
    others.removeAll(classes);
    leaveOut(others);
  }

  private static String pattern(String className) {
    return className.replace(".", "/").replace("$", "[$]");
  }

  /** What is left may have no test; only of all shards together that is a failure. */
  private void needNoTests() throws ReflectiveOperationException {
    if (known("getFailIfNoTests", Boolean.class).orElse(false)) {
      mojo.getClass().getMethod("setFailIfNoTests", boolean.class).invoke(mojo, false);
    }
  }

  /** The classes that it finds; empty where it cannot be asked. */
  private Optional<List<String>> scan() throws ReflectiveOperationException {
    Optional<Method> scan = TestMojo.method(mojo, "scanForTestClasses");
    if (scan.isEmpty() || field().isEmpty()) {
      return Optional.empty();
    }
    Object result;
    try {
      result = scan.get().invoke(mojo);
    } catch (InvocationTargetException e) {
      // It will say so itself, in its own words, when it runs.
      return Optional.empty();
    } finally {
      forget();
    }
    List<String> names = new ArrayList<>();
    Optional<List<?>> classes =
        TestMojo.known(result, "getClasses", List.class).map(list -> (List<?>) list);
    classes.orElse(List.of()).forEach(name -> names.add((String) name));
    Collections.sort(names);
    return classes.map(list -> List.copyOf(names));
  }

  /** It keeps the patterns that it has read. */
  private void forget() throws ReflectiveOperationException {
    Optional<Field> patterns = field();
    if (patterns.isPresent()) {
      patterns.get().set(mojo, null);
    }
  }

  private Optional<Field> field() {
    return TestMojo.field(mojo, "includedExcludedTests");
  }

  private boolean isSet(String getter) throws ReflectiveOperationException {
    Optional<Object> value = known(getter, Object.class);
    return value.isPresent()
        && !(value.get() instanceof String text && text.isBlank())
        && !(value.get() instanceof Object[] array && array.length == 0);
  }

  private <T> Optional<T> known(String getter, Class<T> type) throws ReflectiveOperationException {
    return TestMojo.known(mojo, getter, type);
  }
}
