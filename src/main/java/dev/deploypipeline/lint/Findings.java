package dev.deploypipeline.lint;

import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.LintFinding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the result files of one task tell. Not for several threads at once. */
final class Findings {

  private final LintedTask task;
  private final SourcePlaces places;
  private final List<LintFinding> all = new ArrayList<>();

  Findings(LintedTask task, SourcePlaces places) {
    this.task = task;
    this.places = places;
  }

  /** The module's pom, where what has no other place is found. */
  Path pom() {
    return task.pom();
  }

  /** The file of that name; the module's pom if there is none. */
  Path file(String name) {
    return file(name, List.of());
  }

  /** The same, with further directories, which come first. */
  Path file(String name, List<String> directories) {
    return places.find(name, directories).orElse(pom());
  }

  /** Adds one; see {@link LintFinding}. */
  void add(Severity severity, Path file, int line, int column, String rule, String message) {
    all.add(new LintFinding(task.id(), severity, file, line, column, rule, message));
  }

  /** All of them, in the order in which they were added. */
  List<LintFinding> all() {
    return List.copyOf(all);
  }
}
