package dev.deploypipeline.selection;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which shard runs a test class. Depends on the recorded times and the number of shards alone,
 * never on what was compiled, so that every shard says the same.
 *
 * <p>Known classes are assigned longest first, each to the shard with the least work so far (R. L.
 * Graham, "Bounds on multiprocessing timing anomalies", SIAM Journal on Applied Mathematics 17,
 * 1969): no shard gets more than 4/3 of what the best partition would give it. Others go by their
 * hash.
 */
final class Partition {

  /** What a class costs at least; otherwise all that are recorded with 0 ms went to one shard. */
  static final long FLOOR_MILLIS = 20;

  private final int shards;
  private final Map<TestUnit, Integer> assigned = new HashMap<>();

  Partition(TestTimes times, int shards) {
    this.shards = shards;
    List<Map.Entry<TestUnit, Long>> longestFirst =
        times.millis().entrySet().stream()
            .map(entry -> Map.entry(entry.getKey(), Math.max(FLOOR_MILLIS, entry.getValue())))
            .sorted(
                Map.Entry.<TestUnit, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    long[] load = new long[shards];
    for (Map.Entry<TestUnit, Long> unit : longestFirst) {
      int least = 0;
      for (int shard = 1; shard < shards; shard++) {
        least = load[shard] < load[least] ? shard : least;
      }
      load[least] += unit.getValue();
      assigned.put(unit.getKey(), least + 1);
    }
  }

  /** The shard of a unit, from 1. */
  int shardOf(TestUnit unit) {
    Integer known = assigned.get(unit);
    return known != null ? known : 1 + byHash(unit);
  }

  private int byHash(TestUnit unit) {
    return new BigInteger(1, Sha256.of(unit.toString()))
        .mod(BigInteger.valueOf(shards))
        .intValueExact();
  }
}
