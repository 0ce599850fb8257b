package dev.deploypipeline.reuse;

import java.util.List;
import java.util.Objects;

/**
 * What the last run here knew of a task.
 *
 * @param fingerprint its inputs then
 * @param files the files that it wrote or that were restored for it
 * @param reusable whether its result may stand for it: it succeeded, and nothing was ignored
 */
public record TaskState(Fingerprint fingerprint, List<OutputFile> files, boolean reusable) {

  /** Rejects null; copies. */
  public TaskState {
    Objects.requireNonNull(fingerprint, "fingerprint");
    files = List.copyOf(files);
  }
}
