package dev.deploypipeline.lint;

import dev.deploypipeline.model.TaskId;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A task of which the findings are read.
 *
 * @param id its name
 * @param basedir the module's directory, absolute
 * @param pom the module's pom, absolute: the place of what has no other
 * @param sourceRoots where a file may be found that is named relative to its source root
 * @param results the files in which the task leaves what it finds
 */
public record LintedTask(
    TaskId id, Path basedir, Path pom, List<Path> sourceRoots, List<ResultFile> results) {

  /** Rejects null; copies the lists. */
  public LintedTask {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(basedir, "basedir");
    Objects.requireNonNull(pom, "pom");
    sourceRoots = List.copyOf(sourceRoots);
    results = List.copyOf(results);
  }
}
