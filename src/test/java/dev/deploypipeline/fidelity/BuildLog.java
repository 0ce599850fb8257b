package dev.deploypipeline.fidelity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Maven log says about a build.
 *
 * @param verdict {@code SUCCESS}, {@code FAILURE}, {@code FAILURE ignored} (under {@code
 *     --fail-never}), or {@code none} where the log has no verdict
 * @param failures one entry per failed goal, as {@code module: groupId:artifactId:version:goal
 *     (execution)}
 * @param modules the Reactor Summary: module name to SUCCESS, FAILURE or SKIPPED; empty for a
 *     single module
 */
record BuildLog(String verdict, SortedSet<String> failures, SortedMap<String, String> modules) {

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern VERDICT = Pattern.compile("^\\[\\w+] BUILD (SUCCESS|FAILURE)\\s*$");
  private static final Pattern IGNORED =
      Pattern.compile("^\\[\\w+] Build failures were ignored\\.\\s*$");
  private static final Pattern SUMMARY = Pattern.compile("^\\[\\w+] Reactor Summary.*");
  private static final Pattern MODULE =
      Pattern.compile("^\\[\\w+] (.+?) \\.*\\s*(SUCCESS|FAILURE|SKIPPED)(?:\\s+\\[.*])?\\s*$");
  private static final Pattern FAILED =
      Pattern.compile("Failed to execute goal (?:(\\S+) \\(([^)]*)\\) )?on project ([^\\s:]+)");

  /** The goal under test is no failure of its own: it reports the failure of the goal it ran. */
  private static final String OURS = "dev.deploypipeline:deploy-pipeline-maven-plugin:";

  static BuildLog read(Path file) throws IOException {
    return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
  }

  static BuildLog parse(List<String> lines) {
    String verdict = "none";
    SortedSet<String> failures = new TreeSet<>();
    SortedMap<String, String> modules = new TreeMap<>();
    boolean inSummary = false;
    for (String raw : lines) {
      String line = COLOUR.matcher(raw).replaceAll("");
      Matcher verdictLine = VERDICT.matcher(line);
      if (verdictLine.matches()) {
        verdict = verdictLine.group(1);
        inSummary = false;
      } else if (IGNORED.matcher(line).matches()) {
        verdict = verdict + " ignored";
      } else if (SUMMARY.matcher(line).matches()) {
        modules.clear();
        inSummary = true;
      } else if (inSummary) {
        readModule(line, modules);
      }
      readFailures(line, failures);
    }
    return new BuildLog(verdict, failures, modules);
  }

  private static void readModule(String line, SortedMap<String, String> modules) {
    Matcher module = MODULE.matcher(line);
    if (module.matches()) {
      modules.put(module.group(1), module.group(2));
    }
  }

  private static void readFailures(String line, SortedSet<String> failures) {
    // The run's own report tells of every failed task, also of one that Maven would not have
    // reached.
    if (line.startsWith("[ERROR] Failed: ")) {
      return;
    }
    Matcher failed = FAILED.matcher(line);
    while (failed.find()) {
      if (failed.group(1) == null) {
        failures.add(failed.group(3) + ": no goal, its plan or its dependencies");
      } else if (!failed.group(1).startsWith(OURS)) {
        failures.add(failed.group(3) + ": " + failed.group(1) + " (" + failed.group(2) + ")");
      }
    }
  }

  /** Whether Maven ends such a build with exit code 0. */
  boolean endsWell() {
    return verdict.equals("SUCCESS") || verdict.endsWith(" ignored");
  }

  /** The log as facts to compare. */
  SortedMap<String, String> facts() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("verdict of the build", verdict);
    failures.forEach(failure -> facts.put("failed goal " + failure, "reported"));
    modules.forEach((module, status) -> facts.put("module " + module, status));
    return facts;
  }

  /** The last lines of a log, for messages. */
  static String tail(Path file, int lines) throws IOException {
    List<String> all = Files.readAllLines(file, StandardCharsets.UTF_8);
    try (Stream<String> tail = all.stream().skip(Math.max(0, all.size() - lines))) {
      return String.join(System.lineSeparator(), tail.toList());
    }
  }
}
