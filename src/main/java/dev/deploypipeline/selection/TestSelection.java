package dev.deploypipeline.selection;

import dev.deploypipeline.config.SelectionSettings;
import dev.deploypipeline.config.Shard;
import dev.deploypipeline.history.RunHistory;
import dev.deploypipeline.model.LeftOutTest;
import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says what each execution of one run leaves out. Safe for use by many threads. */
public final class TestSelection {

  /** The tag, or group, of slow tests. */
  static final String TAG = "slow";

  /** The goal of Failsafe that runs tests. */
  private static final String INTEGRATION = ":integration-test ";

  private static final Path TIMES = Path.of(".mvn/deploy-pipeline/test-times.json");
  private static final Path HISTORY = Path.of(".mvn/deploy-pipeline/history");

  private final SelectionSettings settings;
  private final TestTimes times;
  private final Map<TestUnit, Long> recorded;
  private final Optional<Partition> partition;
  private final Map<TaskId, ShardExecution> executions = new TreeMap<>();
  private final Set<TaskId> verifying = new TreeSet<>();
  private final Set<String> narrowed = new TreeSet<>();
  private final Set<ForkedTests> forked = new TreeSet<>();

  TestSelection(SelectionSettings settings, TestTimes times, Map<TestUnit, Long> recorded) {
    this.settings = settings;
    this.times = times;
    this.recorded = Map.copyOf(recorded);
    this.partition = settings.shard().map(shard -> new Partition(times, shard.of()));
  }

  /**
   * Prepares a run.
   *
   * @param root the directory that has {@code .mvn}, where recorded times are
   * @throws IllegalArgumentException where they cannot be read; the message says what to do
   */
  public static TestSelection open(SelectionSettings settings, Path root) {
    TestTimes times = TestTimes.read(root.resolve(TIMES));
    Map<TestUnit, Long> recorded = new HashMap<>();
    if (settings.skipSlow()) {
      // What this machine knows is newer than what somebody committed.
      recorded.putAll(times.millis());
      recorded.putAll(TestTimes.longest(RunHistory.open(root.resolve(HISTORY))));
    }
    return new TestSelection(settings, times, recorded);
  }

  /**
   * Writes the file of times that shards share, from the history of runs.
   *
   * @param root the directory that has {@code .mvn}
   * @return the file, and how many classes it has, in words for a person
   * @throws IllegalArgumentException where the history has no class
   */
  public static String recordTimes(Path root) throws IOException {
    Path file = root.resolve(TIMES);
    TestTimes expected = TestTimes.expected(RunHistory.open(root.resolve(HISTORY)));
    if (expected.millis().isEmpty()) {
      throw new IllegalArgumentException(
          "The history in "
              + root.resolve(HISTORY)
              + " has no test class. Perhaps you should type mvn deploy-pipeline:run first.");
    }
    WholeFile.write(file, expected.text());
    return file + ": " + expected.millis().size() + " test classes";
  }

  /**
   * Decides of an execution that is about to run.
   *
   * @throws IOException where its class files cannot be read
   */
  public synchronized Narrowing narrow(TaskId task, TestCandidates candidates) throws IOException {
    Narrowing narrowing = decide(task, candidates);
    if (narrowing.leavesOut() && isIntegration(task)) {
      narrowed.add(task.module());
    }
    return narrowing;
  }

  private Narrowing decide(TaskId task, TestCandidates candidates) throws IOException {
    List<String> left = new ArrayList<>();
    Set<String> units = new TreeSet<>();
    Set<String> assigned = new TreeSet<>();
    List<String> names =
        candidates.whole().isPresent() ? List.of(TestUnit.WHOLE) : candidates.classes();
    for (String name : names) {
      TestUnit unit = TestUnit.of(task, name);
      units.add(unit.name());
      if (isOurs(unit)) {
        assigned.add(unit.name());
      } else {
        left.add(name);
      }
    }
    Set<String> withTests = new TreeSet<>();
    if (settings.shard().isPresent() && candidates.areAllReported()) {
      TestClassFiles files = new TestClassFiles(candidates.directories());
      for (String name : assigned) {
        if (files.certainlyHasTests(name)) {
          withTests.add(name);
        }
      }
    }
    executions.put(
        task,
        new ShardExecution(
            task,
            candidates.equal(),
            candidates.needsTests(),
            new TreeSet<>(units),
            new TreeSet<>(assigned),
            new TreeSet<>(withTests),
            new TreeMap<>()));
    if (candidates.equal()) {
      return Narrowing.nothing();
    }
    if (assigned.isEmpty()) {
      return new Narrowing(
          true, List.of(), Optional.empty(), List.of(), wholeNotice(task, candidates, false));
    }
    return withoutSlow(task, candidates, left, assigned);
  }

  private boolean isOurs(TestUnit unit) {
    return partition.isEmpty()
        || partition.get().shardOf(unit) == settings.shard().orElseThrow().number();
  }

  private Narrowing withoutSlow(
      TaskId task, TestCandidates candidates, List<String> left, Set<String> assigned)
      throws IOException {
    Optional<String> notice = wholeNotice(task, candidates, true);
    // Who names a test wants it to run.
    if (!settings.skipSlow() || candidates.chosen()) {
      return new Narrowing(false, left, Optional.empty(), List.of(), notice);
    }
    List<LeftOutTest> slow = new ArrayList<>();
    Set<String> slowClasses = new TreeSet<>();
    if (candidates.whole().isEmpty()) {
      for (String name : assigned) {
        Long millis = recorded.get(TestUnit.of(task, name));
        if (millis != null && millis > settings.slow().toMillis()) {
          slow.add(new LeftOutTest(name, Optional.of(Duration.ofMillis(millis))));
          slowClasses.add(name);
        }
      }
      candidates.classes().stream()
          .filter(name -> slowClasses.contains(TestUnit.of(task, name).name()))
          .forEach(left::add);
    }
    if (candidates.tags()) {
      addTagged(candidates, assigned, slowClasses, slow);
    }
    boolean nothingLeft = slowClasses.containsAll(assigned);
    return new Narrowing(
        nothingLeft,
        nothingLeft ? List.of() : left,
        candidates.tags() && !nothingLeft ? Optional.of(TAG) : Optional.empty(),
        slow,
        notice);
  }

  private static void addTagged(
      TestCandidates candidates,
      Set<String> assigned,
      Set<String> slowClasses,
      List<LeftOutTest> slow)
      throws IOException {
    TestClassFiles files = new TestClassFiles(candidates.directories());
    for (String name : assigned) {
      if (!slowClasses.contains(name)) {
        files.tagged(name, TAG).forEach(test -> slow.add(new LeftOutTest(test, Optional.empty())));
      }
    }
  }

  private Optional<String> wholeNotice(TaskId task, TestCandidates candidates, boolean ours) {
    if (candidates.whole().isEmpty()) {
      return Optional.empty();
    }
    String because = " as a whole, because " + candidates.whole().get() + ".";
    if (partition.isEmpty()) {
      return Optional.of("Slow test classes of " + task + " are not left out: it runs" + because);
    }
    Shard shard = settings.shard().orElseThrow();
    TestUnit unit = TestUnit.of(task, TestUnit.WHOLE);
    return Optional.of(
        ours
            ? "Shard " + shard + " runs " + task + because
            : "Shard "
                + shard
                + " does not run "
                + task
                + ": shard "
                + partition.get().shardOf(unit)
                + "/"
                + shard.of()
                + " does,"
                + because);
  }

  private static boolean isIntegration(TaskId task) {
    return task.name().contains(INTEGRATION);
  }

  /**
   * Hears of a goal that decides by the results of its module's integration tests, and fails where
   * there is no test.
   *
   * @return whether some of them were left out
   */
  public synchronized boolean verifies(TaskId task) {
    verifying.add(task);
    return narrowed.contains(task.module());
  }

  /**
   * Hears of tests that a goal forks: nothing of them is left out.
   *
   * @param by the task whose goal that is
   * @param tests the execution that it forks, in words for a person
   */
  public synchronized void forked(TaskId by, String tests) {
    forked.add(new ForkedTests(by, tests));
  }

  /** Takes what the reports of an execution say. */
  synchronized void ran(TaskId task, Map<String, Integer> tests) {
    executions.computeIfPresent(task, (id, known) -> known.ran(tests));
  }

  synchronized List<ShardExecution> executions() {
    List<ShardExecution> all = new ArrayList<>(executions.values());
    verifying.stream()
        .filter(task -> integrationTestsOf(task).findAny().isPresent())
        .map(this::verified)
        .forEach(all::add);
    return List.copyOf(all);
  }

  /** None where its module has no test class, of which no shard is to have run any. */
  private Stream<ShardExecution> integrationTestsOf(TaskId verify) {
    return executions.values().stream()
        .filter(one -> one.task().module().equals(verify.module()) && isIntegration(one.task()));
  }

  /** It has no class of its own, and what ran for it is what ran in its module. */
  private ShardExecution verified(TaskId task) {
    SortedMap<String, Integer> ran = new TreeMap<>();
    integrationTestsOf(task)
        .forEach(one -> one.ran().forEach((name, tests) -> ran.merge(name, tests, Integer::sum)));
    SortedSet<String> none = Collections.emptySortedSet();
    return new ShardExecution(task, false, true, none, none, none, ran);
  }

  synchronized List<ForkedTests> forked() {
    return List.copyOf(forked);
  }

  SelectionSettings settings() {
    return settings;
  }

  TestTimes times() {
    return times;
  }
}
