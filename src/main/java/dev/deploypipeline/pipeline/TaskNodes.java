package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.NodeKey.Mojo;
import dev.deploypipeline.schedule.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Makes the nodes of tasks: what each takes of which resource, and how long it is expected to. */
final class TaskNodes {

  /** The resource that tasks which compute take one of. */
  static final String CPU = "cpu";

  /** The resource that tasks which run tests take one of. */
  static final String TESTS = "tests";

  /** What anything but tests is expected to take where nothing is recorded. */
  static final Duration OTHER_DEFAULT = Duration.ofMillis(100);

  private static final Duration TEST_DEFAULT = Duration.ofSeconds(2);

  private final Map<TaskId, Duration> expected;

  /**
   * @param expected recorded durations
   */
  TaskNodes(Map<TaskId, Duration> expected) {
    this.expected = Map.copyOf(expected);
  }

  /** The resource of a plugin whose mojos are not marked thread-safe. */
  static String lockOf(String plugin) {
    return "plugin " + plugin;
  }

  Node<NodeKey> of(Placement placement) {
    Map<String, Integer> needs = new HashMap<>();
    if (placement.role() != GoalRole.SERVICES) {
      needs.put(placement.role().runsTests() ? TESTS : CPU, 1);
    }
    if (!placement.mojo().threadSafe()) {
      needs.put(lockOf(placement.mojo().plugin()), 1);
    }
    Duration guess = placement.role().runsTests() ? TEST_DEFAULT : OTHER_DEFAULT;
    Duration cost = expected.getOrDefault(placement.id(), guess);
    return Node.task(new Mojo(placement.id()), cost, needs);
  }
}
