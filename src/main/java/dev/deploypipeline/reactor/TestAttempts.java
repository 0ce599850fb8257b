package dev.deploypipeline.reactor;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.tests.ResultLines;
import dev.deploypipeline.tests.TestWatch;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.maven.plugin.MojoExecution;

/** The attempts at tests that run now. Safe for use by many threads. */
final class TestAttempts {

  private final ResultLines lines;
  private final Consumer<RunEvent> events;
  private final IdentityHashMap<MojoExecution, TestAttempt> attempts = new IdentityHashMap<>();

  TestAttempts(ResultLines lines, Consumer<RunEvent> events) {
    this.lines = lines;
    this.events = events;
  }

  /** An attempt is about to begin. */
  synchronized TestAttempt begin(MojoExecution execution, TestAttempt attempt) {
    lines.take(attempt.task());
    attempts.put(execution, attempt);
    return attempt;
  }

  /** It is over. */
  synchronized void end(MojoExecution execution) {
    attempts.remove(execution);
  }

  /** The task that an attempt is one of; empty for executions that are not retried. */
  synchronized Optional<TaskId> task(MojoExecution execution) {
    return Optional.ofNullable(attempts.get(execution)).map(TestAttempt::task);
  }

  /** Notes what an attempt's reports say, where it is one. */
  synchronized Supplier<Optional<Set<String>>> watched(
      MojoExecution execution,
      TestWatch watch,
      Map<String, Object> facts,
      Supplier<Optional<Set<String>>> end) {
    TestAttempt attempt = attempts.get(execution);
    if (attempt == null) {
      return end;
    }
    attempt.watched(watch, facts);
    return () -> {
      Optional<Set<String>> failed = end.get();
      attempt.ended(failed);
      return failed;
    };
  }

  /** Where what is seen of an execution goes: only the last word on a class is told. */
  synchronized Consumer<RunEvent> events(MojoExecution execution) {
    TestAttempt attempt = attempts.get(execution);
    if (attempt == null) {
      return events;
    }
    return event -> {
      if (event instanceof RunEvent.TestsFinished all) {
        attempt.results(all);
      } else if (!attempt.isRetry() || event instanceof RunEvent.Noticed) {
        events.accept(event);
      }
    };
  }

  /** What {@link RetrySignals#answer} takes. */
  synchronized Map<String, Object> answer(MojoExecution execution, String tag) {
    TestAttempt attempt = attempts.get(execution);
    if (attempt == null || !attempt.isRetry()) {
      if (attempt != null && !tag.isEmpty()) {
        attempt.leavesOut(tag);
      }
      return null;
    }
    return attempt.tag().isEmpty()
        ? Map.of("classes", attempt.asked())
        : Map.of("classes", attempt.asked(), "tag", attempt.tag());
  }
}
