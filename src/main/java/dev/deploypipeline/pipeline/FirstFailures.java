package dev.deploypipeline.pipeline;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TaskId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds failing tests in the output of tasks while they run. Surefire prints, once a test class has
 * ended, a line for each failed test that ends in {@code <<< FAILURE!} or {@code <<< ERROR!}, and
 * the exception on the next line.
 */
final class FirstFailures {

  private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[;\\d]*m");
  private static final Pattern FAILED =
      Pattern.compile(
          "^(?:\\[ERROR\\]\\s+)?(?!Tests run:)(\\S.*?)\\s+(?:-- )?Time elapsed: .*<<< (?:FAILURE|ERROR)!\\s*$");

  private final InstantSource clock;
  private final Map<TaskId, String> waitingForMessage = new HashMap<>();
  private final Set<TaskId> ignored = new HashSet<>();

  FirstFailures(InstantSource clock) {
    this.clock = clock;
  }

  /** Reads no more of that task: somebody else tells its failures. */
  synchronized void ignore(TaskId task) {
    ignored.add(task);
  }

  /** Reads one line of a task's output. */
  synchronized Optional<RunEvent.TestFailed> read(TaskId task, String line) {
    if (ignored.contains(task)) {
      return Optional.empty();
    }
    String plain = ESCAPES.matcher(line).replaceAll("").stripTrailing();
    String test = waitingForMessage.remove(task);
    if (test != null) {
      return Optional.of(new RunEvent.TestFailed(clock.instant(), task, test, plain.strip()));
    }
    Matcher failed = FAILED.matcher(plain);
    if (failed.matches()) {
      waitingForMessage.put(task, failed.group(1));
    }
    return Optional.empty();
  }
}
