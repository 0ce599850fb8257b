package dev.deploypipeline.fidelity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks that {@code deploy-pipeline:run} did to a reactor exactly what plain Maven does to an
 * untouched copy of it: the same verdict, the same failed goals, the same module statuses, the same
 * tests with the same outcomes, and the same files in the output folders.
 *
 * <p>A {@code verify.groovy} says {@code Equivalence.of(binding.variables).check()}, after it named
 * what is expected to fail and what cannot be compared by content. A difference fails the
 * integration test with one line per fact.
 */
public final class Equivalence {

  /** Reports hold times, and so does what the compiler and Javadoc note of the jars they saw. */
  private static final List<String> PRESENCE =
      List.of(
          "**/target/surefire-reports/**",
          "**/target/failsafe-reports/**",
          "**/target/*.exec",
          "**/target/site/jacoco*/**",
          "**/target/site/*.html",
          "**/target/maven-status/**/dependencies.lst",
          "**/target/maven-javadoc-plugin-stale-data.txt",
          "**/target/reports/**");

  private static final List<String> IGNORED =
      List.of("**/target/deploy-pipeline/**", "**/target/surefire/**");

  private final Invocation invocation;
  private final SortedSet<String> expectedFailures = new TreeSet<>();
  private final List<String> contents = new ArrayList<>(List.of("**/target/**"));
  private final List<String> presence = new ArrayList<>(PRESENCE);
  private final List<String> ignored = new ArrayList<>(IGNORED);
  private final List<String> required = new ArrayList<>();

  private Equivalence(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * Starts a check.
   *
   * @param variables the script's variables ({@code binding.variables}), never null
   * @return the check, to be refined and then run by {@link #check()}
   * @throws IOException if {@code invoker.properties} cannot be read
   * @throws IllegalArgumentException if a variable is missing or the invocation does not name the
   *     goal under test
   */
  public static Equivalence of(Map<?, ?> variables) throws IOException {
    return new Equivalence(Invocation.of(variables));
  }

  /**
   * Says that a goal must fail; without such a word none may.
   *
   * @param module the artifactId of the module, not null
   * @param goal plugin and goal as {@code maven-surefire-plugin:test}, not null
   * @return this check
   */
  public Equivalence failsAt(String module, String goal) {
    expectedFailures.add(module + " " + goal);
    return this;
  }

  /**
   * Compares more files than those in the {@code target} folders.
   *
   * @param glob a pattern relative to the reactor's root, not null
   * @return this check
   */
  public Equivalence alsoComparing(String glob) {
    contents.add(glob);
    return this;
  }

  /**
   * Names files that must be there on both sides, but whose content differs from build to build.
   *
   * @param glob a pattern relative to the reactor's root, not null
   * @return this check
   */
  public Equivalence onlyPresent(String glob) {
    presence.add(glob);
    return this;
  }

  /**
   * Names files that do not count.
   *
   * @param glob a pattern relative to the reactor's root, not null
   * @return this check
   */
  public Equivalence ignoring(String glob) {
    ignored.add(glob);
    return this;
  }

  /**
   * Demands a fact of the run, so that two builds that both do nothing are not taken for success.
   *
   * @param fact the beginning of a fact's name and value, as {@code test
   *     alpha/target/surefire-reports}, not null
   * @return this check
   */
  public Equivalence requiring(String fact) {
    required.add(fact);
    return this;
  }

  /**
   * Builds the reference and compares.
   *
   * @return true always, which is what a verify script returns
   * @throws AssertionError if the builds differ, or do not fail as expected; the message lists
   *     everything
   * @throws IOException if a file cannot be read
   * @throws InterruptedException if the wait for Maven is interrupted
   */
  public boolean check() throws IOException, InterruptedException {
    Path log = new ReferenceBuild(invocation).run();
    compare(invocation.basedir().resolve("build.log"), log);
    return true;
  }

  /** Compares two finished builds. */
  void compare(Path runLog, Path referenceLog) throws IOException {
    BuildLog run = BuildLog.read(runLog);
    SortedMap<String, String> facts = facts(invocation.basedir(), run);
    List<String> problems = new ArrayList<>();
    expectedFailures.stream()
        .filter(expected -> run.failures().stream().noneMatch(failure -> names(failure, expected)))
        .forEach(
            expected -> problems.add("failed goal " + expected + ": expected, but not in the run"));
    run.failures().stream()
        .filter(
            failure -> expectedFailures.stream().noneMatch(expected -> names(failure, expected)))
        .forEach(
            failure -> problems.add("failed goal " + failure + ": in the run, but not expected"));
    required.stream()
        .filter(
            fact ->
                facts.entrySet().stream()
                    .noneMatch(e -> (e.getKey() + " " + e.getValue()).startsWith(fact)))
        .forEach(fact -> problems.add(fact + ": required, but not in the run"));
    problems.addAll(
        Differences.between(facts, facts(invocation.reference(), BuildLog.read(referenceLog))));
    if (!problems.isEmpty()) {
      throw new AssertionError(
          problems.size()
              + " differences between the run in "
              + invocation.basedir()
              + " and plain Maven in "
              + invocation.reference()
              + ":\n  "
              + String.join("\n  ", problems));
    }
  }

  /**
   * {@code alpha: org:maven-jar-plugin:1:jar (id)} is named by {@code alpha maven-jar-plugin:jar}.
   */
  private static boolean names(String failure, String expected) {
    int space = expected.indexOf(' ');
    int colon = expected.lastIndexOf(':');
    String module = expected.substring(0, space);
    String plugin = ":" + expected.substring(space + 1, colon) + ":";
    String goal = expected.substring(colon) + " (";
    return failure.startsWith(module + ": ") && failure.contains(plugin) && failure.contains(goal);
  }

  private SortedMap<String, String> facts(Path root, BuildLog log) throws IOException {
    String pom = Files.readString(root.resolve("pom.xml"), StandardCharsets.UTF_8);
    boolean reproducible = pom.contains("<project.build.outputTimestamp>");
    SortedMap<String, String> facts = new TreeMap<>(log.facts());
    facts.putAll(TestOutcomes.facts(root));
    facts.putAll(new OutputFiles(contents, presence, ignored, reproducible).facts(root));
    return facts;
  }
}
