package dev.deploypipeline.lint;

import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.LintFinding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the findings that a task prints: lines that begin with a file that exists and a line
 * number, as the Maven compiler plugin, javac, Kotlin, Checkstyle and others have them, and the
 * Enforcer's rules, which have no place but the pom. Everything else is passed over.
 */
final class DiagnosticLines {

  private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[;\\d]*m");
  private static final Pattern LEVEL =
      Pattern.compile("[^\\[]{0,80}\\[(ERROR|WARNING|WARN|INFO|DEBUG)] ?(.*)");

  /** {@code File.java:[3,5] message}, with or without a column. */
  private static final Pattern BRACKETS = Pattern.compile("(.+?):\\[(\\d+)(?:,(\\d+))?]:?\\s*(.*)");

  /** {@code File.java:3:5: message}, with or without a column. */
  private static final Pattern COLONS =
      Pattern.compile("(.+?\\.\\w+):(\\d+)(?::(\\d+))?:?\\s+(\\S.*)");

  private static final Pattern OWN_LEVEL =
      Pattern.compile("(error|warning):\\s*(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern RULE_FIRST = Pattern.compile("\\[([\\w.:-]+)]\\s+(.+)");
  private static final Pattern RULE_LAST = Pattern.compile("(.*\\S)\\s+\\[(\\w+)]");
  private static final Pattern RULE_IN_GROUP = Pattern.compile("\\(\\w+\\) (\\w+): (.+)");
  private static final Pattern ENFORCER_RULE =
      Pattern.compile("Rule \\d+: (\\S+) (failed|warned) with(?:out a)? message:?");

  /** How javac goes on in the lines below a message. */
  private static final Set<String> DETAILS =
      Set.of("symbol:", "location:", "required:", "found:", "reason:");

  private static final int RULE_MESSAGE_LINES = 4;

  /** A finding whose message may go on in the next line. */
  private record Open(
      Severity severity, Path file, int line, int column, String rule, List<String> message) {
    boolean ofEnforcer() {
      return line == 0;
    }
  }

  private final LintedTask task;
  private final SourcePlaces places;
  private final List<LintFinding> findings = new ArrayList<>();
  private Optional<Open> open = Optional.empty();

  DiagnosticLines(LintedTask task, SourcePlaces places) {
    this.task = task;
    this.places = places;
  }

  /**
   * Reads one line.
   *
   * @param unmarked the severity of a line without a level of its own; empty where such lines are
   *     no findings
   */
  void read(String line, Optional<Severity> unmarked) {
    String plain = ESCAPES.matcher(line).replaceAll("").stripTrailing();
    Matcher level = LEVEL.matcher(plain);
    boolean marked = level.matches();
    String text = marked ? level.group(2) : plain;
    Optional<Severity> severity = marked ? severity(level.group(1)) : unmarked;
    boolean begins = begins(text, severity, marked);
    if (!begins && open.isPresent() && (!marked || text.startsWith("  "))) {
      goOn(open.get(), text.strip());
    } else if (!begins) {
      close();
    }
  }

  private static Optional<Severity> severity(String level) {
    return switch (level) {
      case "ERROR" -> Optional.of(Severity.ERROR);
      case "WARNING", "WARN" -> Optional.of(Severity.WARNING);
      default -> Optional.empty();
    };
  }

  private boolean begins(String text, Optional<Severity> severity, boolean marked) {
    Matcher rule = ENFORCER_RULE.matcher(text);
    if (severity.isPresent() && rule.matches()) {
      Severity own = rule.group(2).equals("warned") ? Severity.WARNING : severity.get();
      begin(new Open(own, task.pom(), 0, 0, simpleName(rule.group(1)), new ArrayList<>()));
      return true;
    }
    for (Pattern form : List.of(BRACKETS, COLONS)) {
      Matcher place = form.matcher(text);
      if (!place.matches()) {
        continue;
      }
      Matcher own = OWN_LEVEL.matcher(place.group(4));
      boolean ownLevel = own.matches();
      // Without any level it may be any text that names a place, in a stack trace for example.
      if (severity.isEmpty() && (marked || !ownLevel)) {
        continue;
      }
      Optional<Path> file = places.find(place.group(1).strip());
      if (file.isPresent()) {
        Severity said =
            ownLevel
                ? Severity.valueOf(own.group(1).toUpperCase(Locale.ROOT))
                : severity.orElseThrow();
        begin(said, file.get(), place, ownLevel ? own.group(2) : place.group(4));
        return true;
      }
    }
    return false;
  }

  private void begin(Severity severity, Path file, Matcher place, String message) {
    String rule = "";
    String rest = message;
    Matcher first = RULE_FIRST.matcher(message);
    Matcher group = RULE_IN_GROUP.matcher(message);
    Matcher last = RULE_LAST.matcher(message);
    if (first.matches()) {
      rule = first.group(1);
      rest = first.group(2);
    } else if (group.matches()) {
      rule = group.group(1);
      rest = group.group(2);
    } else if (last.matches()) {
      rest = last.group(1);
      rule = last.group(2);
    }
    int line = Numbers.of(place.group(2));
    begin(
        new Open(
            severity,
            file,
            Math.max(1, line),
            Numbers.of(place.group(3)),
            rule,
            new ArrayList<>(List.of(rest))));
  }

  private void begin(Open next) {
    close();
    open = Optional.of(next);
  }

  private void goOn(Open current, String text) {
    boolean detail = DETAILS.stream().anyMatch(text::startsWith);
    boolean ofRule = current.ofEnforcer() && current.message().size() < RULE_MESSAGE_LINES;
    if (!text.isEmpty() && (detail || ofRule)) {
      current.message().add(text);
    }
  }

  private void close() {
    open.ifPresent(
        done ->
            findings.add(
                new LintFinding(
                    task.id(),
                    done.severity(),
                    done.file(),
                    done.line(),
                    done.column(),
                    done.rule(),
                    done.message().isEmpty() ? "failed" : message(done))));
    open = Optional.empty();
  }

  private static String message(Open done) {
    return String.join(done.ofEnforcer() ? " " : ", ", done.message());
  }

  private static String simpleName(String rule) {
    String type = rule.replaceAll("\\(.*", "");
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** What was found so far, without what was said twice. */
  List<LintFinding> findings() {
    close();
    return findings.stream().distinct().toList();
  }
}
