package dev.deploypipeline.selection;

import dev.deploypipeline.model.TaskId;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one shard did of one execution of Surefire or Failsafe.
 *
 * @param task the execution
 * @param equal whether another one with the same configuration ran in its place
 * @param needsTests whether the execution fails where no test runs
 * @param candidates the outermost names of all its classes
 * @param assigned those that are this shard's
 * @param withTests those of them that certainly have tests, each of which is reported
 * @param ran how many tests of each class were reported
 */
record ShardExecution(
    TaskId task,
    boolean equal,
    boolean needsTests,
    SortedSet<String> candidates,
    SortedSet<String> assigned,
    SortedSet<String> withTests,
    SortedMap<String, Integer> ran) {

  ShardExecution {
    Objects.requireNonNull(task, "task");
    candidates = Collections.unmodifiableSortedSet(new TreeSet<>(candidates));
    assigned = Collections.unmodifiableSortedSet(new TreeSet<>(assigned));
    withTests = Collections.unmodifiableSortedSet(new TreeSet<>(withTests));
    ran = Collections.unmodifiableSortedMap(new TreeMap<>(ran));
  }

  ShardExecution ran(Map<String, Integer> tests) {
    return new ShardExecution(
        task, equal, needsTests, candidates, assigned, withTests, new TreeMap<>(tests));
  }
}
