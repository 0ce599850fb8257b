package dev.deploypipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.TaskId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionTest {

  private static final TaskId TESTS = new TaskId("g:a", "surefire:test (default-test)");

  private static TestUnit unit(String name) {
    return TestUnit.of(TESTS, name);
  }

  private static TestTimes times(Map<String, Long> millis) {
    SortedMap<TestUnit, Long> units = new TreeMap<>();
    millis.forEach((name, time) -> units.put(unit(name), time));
    return new TestTimes(units);
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, 200).mapToObj(Long::valueOf);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyShardSaysTheSameOfEveryClassWhateverItKnowsOfTheOthers(long seed) {
    Random random = new Random(seed);
    int shards = 1 + random.nextInt(9);
    Map<String, Long> known = new TreeMap<>();
    List<String> classes = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(60); i++) {
      String name = "p" + random.nextInt(4) + ".C" + i;
      classes.add(name);
      if (random.nextBoolean()) {
        known.put(name, (long) random.nextInt(3_000));
      }
    }
    TestTimes times = times(known);

    int[] owners = new int[classes.size()];
    for (int shard = 1; shard <= shards; shard++) {
      // Each process has its own object, and asks in an order of its own.
      Partition partition = new Partition(times, shards);
      List<String> order = new ArrayList<>(classes);
      Collections.shuffle(order, random);
      for (String name : order) {
        if (partition.shardOf(unit(name)) == shard) {
          owners[classes.indexOf(name)]++;
        }
      }
    }

    assertThat(owners).containsOnly(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theLongestShardIsNoLongerThanTheRuleAllows(long seed) {
    Random random = new Random(seed);
    int shards = 2 + random.nextInt(5);
    Map<String, Long> known = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      known.put("p.C" + i, Partition.FLOOR_MILLIS + random.nextInt(5_000));
    }

    long[] load = load(known, shards);

    long all = known.values().stream().mapToLong(Long::longValue).sum();
    long longestClass = Collections.max(known.values());
    // List scheduling: the longest shard had the least work before its last class came.
    assertThat(max(load)).isLessThanOrEqualTo(all / shards + longestClass);
    assertThat(load).doesNotContain(0);
  }

  @Test
  void longClassesAreSpreadFirst() {
    long[] load = load(Map.of("A", 700L, "B", 600L, "C", 500L, "D", 400L, "E", 200L), 2);

    assertThat(load).containsExactlyInAnyOrder(1_300, 1_100);
  }

  @Test
  void classesThatTakeNoTimeAreSpreadToo() {
    Partition partition = new Partition(times(Map.of("A", 0L, "B", 0L, "C", 0L, "D", 0L)), 2);

    assertThat(Stream.of("A", "B", "C", "D").map(name -> partition.shardOf(unit(name))))
        .containsExactlyInAnyOrder(1, 1, 2, 2);
  }

  @Test
  void aClassThatIsNotKnownGoesByItsHash() {
    Partition partition = new Partition(times(Map.of()), 5);

    // Fixed for ever: shards may run with different versions of Java, and on different systems.
    assertThat(Stream.of("p.A", "p.B", "p.C", "p.D").map(name -> partition.shardOf(unit(name))))
        .containsExactly(1, 3, 4, 5);
  }

  @Test
  void nestedClassesGoWithTheOneAroundThem() {
    assertThat(unit("p.A$B$C")).isEqualTo(unit("p.A"));
  }

  @Test
  void executionsOfAGoalAgreeSoThatItDoesNotMatterWhichOfTwoEqualOnesRuns() {
    TaskId other = new TaskId("g:a", "surefire:test (more)");

    assertThat(TestUnit.of(other, "p.A")).isEqualTo(unit("p.A"));
    assertThat(TestUnit.of(new TaskId("g:a", "failsafe:integration-test (x)"), "p.A"))
        .isNotEqualTo(unit("p.A"));
  }

  private static long[] load(Map<String, Long> known, int shards) {
    Partition partition = new Partition(times(known), shards);
    long[] load = new long[shards];
    known.forEach((name, time) -> load[partition.shardOf(unit(name)) - 1] += time);
    return load;
  }

  private static long max(long[] load) {
    return java.util.Arrays.stream(load).max().orElseThrow();
  }
}
