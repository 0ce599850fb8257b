package dev.deploypipeline.reactor;

import dev.deploypipeline.reuse.Fingerprint;
import dev.deploypipeline.reuse.OutputFile;
import dev.deploypipeline.reuse.ResultStore;
import dev.deploypipeline.reuse.TaskResult;
import dev.deploypipeline.reuse.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known before a task runs.
 *
 * @param fingerprint empty where something that decides its result has no digest
 * @param result a result that may stand for it
 * @param reasons why it must run, as clauses, where there is none
 */
record Assessment(
    Optional<Fingerprint> fingerprint, Optional<TaskResult> result, List<String> reasons) {

  /** Makes the fingerprint of a task, given the files that its last run left. */
  @FunctionalInterface
  interface Inputs {
    Fingerprint fingerprint(Set<String> own) throws IOException, UnfitInputs;
  }

  /**
   * Of a task.
   *
   * @param before its last run here
   * @param store where results are; empty where none is wanted
   */
  static Assessment of(Optional<TaskState> before, Inputs inputs, Optional<ResultStore> store) {
    Fingerprint now;
    try {
      now = inputs.fingerprint(paths(before));
    } catch (UnfitInputs e) {
      return unfit(e.getMessage());
    } catch (IOException e) {
      return unfit("its inputs cannot be read: " + e);
    }
    if (store.isEmpty()) {
      return new Assessment(
          Optional.of(now),
          Optional.empty(),
          List.of("deploy-pipeline.reuse is write, so that all tasks run"));
    }
    Optional<TaskResult> result = store.get().find(now.key());
    return new Assessment(
        Optional.of(now), result, result.isPresent() ? List.of() : reasons(now, before));
  }

  /** The same for a task whose result is of no use. */
  Assessment mustRun(String reason) {
    return new Assessment(fingerprint, Optional.empty(), List.of(reason));
  }

  private static Assessment unfit(String reason) {
    return new Assessment(Optional.empty(), Optional.empty(), List.of(reason));
  }

  private static List<String> reasons(Fingerprint now, Optional<TaskState> before) {
    if (before.isEmpty()) {
      return List.of("nothing is known of an earlier run here");
    }
    List<String> differences = now.differences(before.get().fingerprint());
    return differences.isEmpty()
        ? List.of("nothing changed, but its last run failed, or its result was not kept")
        : differences;
  }

  private static Set<String> paths(Optional<TaskState> state) {
    return state.stream()
        .flatMap(known -> known.files().stream())
        .map(OutputFile::path)
        .collect(Collectors.toSet());
  }
}
