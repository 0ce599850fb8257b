package dev.deploypipeline.selection;

import dev.deploypipeline.config.Shard;
import dev.deploypipeline.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one shard did.
 *
 * @param shard which one it was
 * @param verdict how its run ended
 * @param times the hash of the recorded times that it used
 * @param commit the commit of Git that it built, or a digest of the sources where there is none
 * @param skipsSlow whether slow tests were left out
 * @param executions its executions that had test classes, those included of which none was its own
 * @param forked the tests that ran in it as a whole, because a goal forks them
 */
record ShardReport(
    Shard shard,
    Outcome verdict,
    String times,
    String commit,
    boolean skipsSlow,
    List<ShardExecution> executions,
    List<ForkedTests> forked) {

  ShardReport {
    Objects.requireNonNull(shard, "shard");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(commit, "commit");
    executions = List.copyOf(executions);
    forked = List.copyOf(forked);
  }

  /** The same for equal classes in equal executions. */
  String candidates() {
    List<String> lines = new ArrayList<>();
    executions.stream()
        .sorted((one, other) -> one.task().compareTo(other.task()))
        .forEach(
            one ->
                one.candidates()
                    .forEach(
                        name ->
                            lines.add(one.task().module() + ":" + one.task().name() + ":" + name)));
    return Sha256.ofLines(lines);
  }

  /** How many classes were its own; what ran under another name counts once. */
  long assigned() {
    return executions.stream()
        .filter(one -> !one.equal())
        .mapToLong(one -> one.assigned().size())
        .sum();
  }
}
