package dev.deploypipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {
  @Test
  void theHighestPriorityComesFirstAndTiesGoToTheLowestNumber() {
    ReadyQueue queue = new ReadyQueue(Map.of("cpu", 9));
    queue.add(3, 5, Map.of());
    queue.add(1, 5, Map.of("cpu", 1));
    queue.add(2, 7, Map.of("cpu", 2));
    queue.add(4, 1, Map.of());
    assertThat(pollAll(queue)).containsExactly(2, 1, 3, 4);
  }

  @Test
  void aTaskWithoutItsUnitsIsOvertakenOnlyByTasksOfOtherResources() {
    ReadyQueue queue = new ReadyQueue(Map.of("db", 2, "disk", 1));
    queue.add(0, 9, Map.of("db", 1));
    assertThat(pollAll(queue)).containsExactly(0);
    queue.add(1, 8, Map.of("db", 2)); // exclusive, waits for task 0
    queue.add(2, 7, Map.of("db", 1)); // would fit, but would make task 1 starve
    queue.add(3, 6, Map.of("disk", 1));
    queue.add(4, 5, Map.of());
    assertThat(pollAll(queue)).containsExactly(3, 4);
    queue.release(Map.of("db", 1));
    assertThat(pollAll(queue)).containsExactly(1);
    queue.release(Map.of("db", 2));
    assertThat(pollAll(queue)).containsExactly(2);
  }

  @Test
  void theFirstWaitingTaskKeepsItsOtherResourcesTooButNotMoreThanItNeeds() {
    ReadyQueue queue = new ReadyQueue(Map.of("a", 1, "b", 3));
    queue.add(0, 9, Map.of("a", 1));
    assertThat(pollAll(queue)).containsExactly(0);
    queue.add(1, 8, Map.of("a", 1, "b", 2));
    queue.add(2, 7, Map.of("b", 2)); // would leave task 1 waiting for b once a is free
    queue.add(3, 6, Map.of("b", 1)); // fits beside task 1, but task 2, short of b, comes before it
    assertThat(pollAll(queue)).isEmpty();
    queue.release(Map.of("a", 1));
    assertThat(pollAll(queue)).containsExactly(1);
  }

  @Test
  void aSurplusBesideTheFirstWaitingTaskIsUsed() {
    ReadyQueue queue = new ReadyQueue(Map.of("a", 1, "b", 3));
    queue.add(0, 9, Map.of("a", 1));
    assertThat(pollAll(queue)).containsExactly(0);
    queue.add(1, 8, Map.of("a", 1, "b", 2));
    queue.add(2, 7, Map.of("b", 1));
    queue.add(3, 6, Map.of("b", 1));
    assertThat(pollAll(queue)).containsExactly(2);
  }

  @Test
  void aTaskBehindTheFirstWaitingOneKeepsOnlyWhatItIsShortOf() {
    ReadyQueue queue = new ReadyQueue(Map.of("slot", 1, "db", 1));
    queue.add(0, 9, Map.of("slot", 1));
    assertThat(pollAll(queue)).containsExactly(0);
    queue.add(1, 8, Map.of("slot", 1));
    queue.add(2, 7, Map.of("slot", 1, "db", 1)); // cannot run soon: db need not lie idle for it
    queue.add(3, 6, Map.of("db", 1));
    assertThat(pollAll(queue)).containsExactly(3);
  }

  @Test
  void clearingForgetsTheTasksButNotWhatRunningOnesHold() {
    ReadyQueue queue = new ReadyQueue(Map.of("db", 1));
    queue.add(0, 1, Map.of("db", 1));
    assertThat(pollAll(queue)).containsExactly(0);
    queue.add(1, 1, Map.of());
    queue.clear();
    queue.add(2, 1, Map.of("db", 1));
    assertThat(pollAll(queue)).isEmpty();
  }

  private static List<Integer> pollAll(ReadyQueue queue) {
    List<Integer> tasks = new ArrayList<>();
    for (OptionalInt task = queue.poll(); task.isPresent(); task = queue.poll()) {
      tasks.add(task.getAsInt());
    }
    return tasks;
  }
}
