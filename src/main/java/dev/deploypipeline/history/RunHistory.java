package dev.deploypipeline.history;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The recorded runs of one project, one JSON line each in {@code runs.jsonl}. Many runs may write
 * to the same directory at once. What is read is read once, by {@link #open}; {@link #append} does
 * not change it.
 */
public final class RunHistory {

  /** How many runs are kept unless told otherwise. */
  public static final int DEFAULT_RUNS_KEPT = 50;

  private static final int RUNS_FOR_EXPECTATION = 5;
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

  private final HistoryFile file;
  private final int keep;
  private final List<RunRecord> runs = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private RunHistory(HistoryFile file, int keep) {
    this.file = file;
    this.keep = keep;
  }

  /** The same as {@link #open(Path, int)} with {@link #DEFAULT_RUNS_KEPT}. */
  public static RunHistory open(Path directory) {
    return open(directory, DEFAULT_RUNS_KEPT);
  }

  /**
   * Reads the history of a directory, which need not exist and is not created before the first
   * {@link #append}. Never fails for what it finds there: what cannot be read is left out and told
   * by {@link #findings}.
   *
   * @param directory where the history is kept
   * @param keep how many runs {@link #append} leaves, at least 1
   */
  public static RunHistory open(Path directory, int keep) {
    return open(directory, keep, LOCK_PATIENCE);
  }

  static RunHistory open(Path directory, int keep, Duration lockPatience) {
    Objects.requireNonNull(directory, "directory");
    if (keep < 1) {
      throw new IllegalArgumentException(
          "The history cannot keep "
              + keep
              + " runs. Perhaps you should keep at least 1, or switch the history off.");
    }
    RunHistory history = new RunHistory(new HistoryFile(directory, lockPatience), keep);
    history.read();
    return history;
  }

  private void read() {
    List<String> lines;
    try {
      lines = file.lines();
    } catch (IOException e) {
      warn(
          "The run history "
              + file.path()
              + " cannot be read ("
              + e
              + "), so no duration is expected. ",
          "check it");
      return;
    }
    int future = 0;
    for (int i = 0; i < lines.size(); i++) {
      RunRecordJson.Line line = RunRecordJson.read(lines.get(i));
      if (line instanceof RunRecordJson.Known known) {
        runs.add(known.run());
      } else if (line instanceof RunRecordJson.Future) {
        future++;
      } else if (line instanceof RunRecordJson.Damaged damaged) {
        warn(
            "Run "
                + (i + 1)
                + " of the history "
                + file.path()
                + " is ignored: "
                + damaged.reason()
                + ". ",
            "delete it");
      }
    }
    if (future > 0) {
      warn(
          future
              + " of "
              + lines.size()
              + " runs in "
              + file.path()
              + " were recorded by a newer version, and are ignored. ",
          "use that version");
    }
  }

  private void warn(String fact, String advice) {
    findings.add(
        new Finding(Finding.Severity.WARNING, fact + "Perhaps you should " + advice + "."));
  }

  /** What could not be read, in words for a person; empty where all is well. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The runs that could be read, oldest first. */
  public List<RunRecord> runs() {
    return List.copyOf(runs);
  }

  /**
   * How long each task will probably take: the median of its last five successes that left nothing
   * out. Tasks that have none are left out.
   */
  public Map<TaskId, Duration> expectedDurations() {
    Latest<TaskId> latest = new Latest<>();
    for (int i = runs.size() - 1; i >= 0; i--) {
      runs.get(i).tasks().stream()
          .filter(task -> task.outcome() == Outcome.SUCCEEDED && task.whole())
          .forEach(task -> latest.add(task.id(), task.duration()));
    }
    return latest.medians();
  }

  /**
   * A test class, as one task runs it.
   *
   * @param task the task
   * @param name the class
   */
  public record TestClass(TaskId task, String name) {
    /** Rejects null. */
    public TestClass {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(name, "name");
    }
  }

  /**
   * How long each test class will probably hold its test JVM: the median of the last five times
   * that all of its tests passed. Classes that never did are left out.
   */
  public Map<TestClass, Duration> expectedOccupancies() {
    Latest<TestClass> latest = new Latest<>();
    for (int i = runs.size() - 1; i >= 0; i--) {
      runs.get(i)
          .classes()
          .forEach(one -> latest.add(new TestClass(one.task(), one.name()), one.occupancy()));
    }
    return latest.medians();
  }

  /** The latest durations by what took them, latest first. */
  private static final class Latest<K> {

    private final Map<K, List<Duration>> durations = new HashMap<>();

    void add(K key, Duration duration) {
      List<Duration> known = durations.computeIfAbsent(key, one -> new ArrayList<>());
      if (known.size() < RUNS_FOR_EXPECTATION) {
        known.add(duration);
      }
    }

    Map<K, Duration> medians() {
      return durations.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> median(entry.getValue())));
    }
  }

  private static Duration median(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
  }

  /**
   * Records a run and forgets the oldest beyond those kept. The first time, the directory is
   * created, with a {@code .gitignore} that keeps it out of every commit.
   *
   * @throws HistoryException when the history cannot be written, or another run blocks it for too
   *     long; nothing was recorded then
   */
  public void append(RunRecord run) throws HistoryException {
    try {
      file.append(RunRecordJson.write(run), keep);
    } catch (IOException e) {
      throw new HistoryException(
          "This run was not recorded in the history "
              + file.path()
              + " ("
              + e
              + "). Perhaps you should make it writable.",
          e);
    }
  }
}
