package dev.deploypipeline.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a run tells its listeners, in the order it happened. Events are delivered one at
 * a time.
 */
public sealed interface RunEvent {

  /** When it happened. */
  Instant at();

  /** The run begins. First event of every run. */
  record RunStarted(Instant at, RunInfo info) implements RunEvent {
    /** Rejects null. */
    public RunStarted {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(info, "info");
    }
  }

  /**
   * Tasks became known. May come again, since a module whose plugins are built in the same run is
   * planned late.
   */
  record TasksPlanned(Instant at, List<Task> tasks) implements RunEvent {
    /** Rejects null; copies the tasks. */
    public TasksPlanned {
      Objects.requireNonNull(at, "at");
      tasks = List.copyOf(tasks);
    }
  }

  /** A task starts on a worker, numbered from 0. */
  record TaskStarted(Instant at, TaskId id, int worker) implements RunEvent {
    /** Rejects null. */
    public TaskStarted {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(id, "id");
    }
  }

  /**
   * A running task printed something: whole lines, each with its line end, escape sequences
   * included.
   */
  record TaskOutput(Instant at, TaskId id, String text) implements RunEvent {
    /** Rejects null. */
    public TaskOutput {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A test of a running task failed; told while the task still runs.
   *
   * @param test the test, class and method
   * @param message why, in as many lines as the test said; may be empty
   * @param frame the first line of the stack trace that is the project's own, without {@code at};
   *     empty where none is known
   * @param rerun the command that runs this test alone; empty where none is known
   */
  record TestFailed(
      Instant at,
      TaskId id,
      String test,
      String message,
      Optional<String> frame,
      Optional<String> rerun)
      implements RunEvent {
    /** Rejects null. */
    public TestFailed {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(test, "test");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(frame, "frame");
      Objects.requireNonNull(rerun, "rerun");
    }

    /** One of which nothing but the message is known. */
    public TestFailed(Instant at, TaskId id, String test, String message) {
      this(at, id, test, message, Optional.empty(), Optional.empty());
    }
  }

  /**
   * The tests of a running task have all ended; told before the task's own end, and only where the
   * task wrote reports.
   */
  record TestsFinished(Instant at, TaskId id, List<TestClassResult> classes) implements RunEvent {
    /** Rejects null; copies the classes. */
    public TestsFinished {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(id, "id");
      classes = List.copyOf(classes);
    }
  }

  /**
   * Only some of the tests of a task are about to run; told right before they do.
   *
   * @param wholeClasses whether all tests of each class that runs are run
   * @param slow the tests that are left out because they are slow; other shards run the rest
   */
  record TestsNarrowed(Instant at, TaskId id, boolean wholeClasses, List<LeftOutTest> slow)
      implements RunEvent {
    /** Rejects null; copies the tests. */
    public TestsNarrowed {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(id, "id");
      slow = List.copyOf(slow);
    }
  }

  /** Whether a task ran or was reused is decided, and known for good; told before its end. */
  record ReuseDecided(Instant at, ReuseDecision decision) implements RunEvent {
    /** Rejects null. */
    public ReuseDecided {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(decision, "decision");
    }
  }

  /** A task ended. Tasks that never started end too, as skipped or cancelled. */
  record TaskFinished(Instant at, TaskId id, Outcome outcome, Optional<String> failure)
      implements RunEvent {
    /** Rejects null. */
    public TaskFinished {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(outcome, "outcome");
      Objects.requireNonNull(failure, "failure");
    }
  }

  /** All tasks of a module have ended. */
  record ModuleFinished(Instant at, String module, Outcome outcome) implements RunEvent {
    /** Rejects null. */
    public ModuleFinished {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(outcome, "outcome");
    }
  }

  /** A task found something in the project, whether or not it failed for it; told when it ended. */
  record LintFound(Instant at, TaskId id, List<LintFinding> findings) implements RunEvent {
    /** Rejects null; copies the findings. */
    public LintFound {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(id, "id");
      findings = List.copyOf(findings);
    }
  }

  /** How test JVMs were started; told once, near the end. */
  record TestJvmsTold(Instant at, List<TestJvm> testJvms) implements RunEvent {
    /** Rejects null; copies the list. */
    public TestJvmsTold {
      Objects.requireNonNull(at, "at");
      testJvms = List.copyOf(testJvms);
    }
  }

  /** Something a person should know. */
  record Noticed(Instant at, Finding finding) implements RunEvent {
    /** Rejects null. */
    public Noticed {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(finding, "finding");
    }
  }

  /** The run is over. Last event of every run, a cancelled one included. */
  record RunFinished(Instant at, Outcome outcome, RunSummary summary) implements RunEvent {
    /** Rejects null. */
    public RunFinished {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(outcome, "outcome");
      Objects.requireNonNull(summary, "summary");
    }
  }
}
