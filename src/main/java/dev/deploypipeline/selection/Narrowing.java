package dev.deploypipeline.selection;

import dev.deploypipeline.model.LeftOutTest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an execution is to leave out.
 *
 * @param all whether it runs nothing
 * @param classes the classes that it leaves out, by the names of its candidates
 * @param tag the tag of tests that it leaves out
 * @param slow the tests that are left out because they are slow
 * @param notice what the log says of it
 */
public record Narrowing(
    boolean all,
    List<String> classes,
    Optional<String> tag,
    List<LeftOutTest> slow,
    Optional<String> notice) {

  /** Rejects null; copies the lists. */
  public Narrowing {
    classes = List.copyOf(classes);
    Objects.requireNonNull(tag, "tag");
    slow = List.copyOf(slow);
    Objects.requireNonNull(notice, "notice");
  }

  /** Runs everything. */
  static Narrowing nothing() {
    return new Narrowing(false, List.of(), Optional.empty(), List.of(), Optional.empty());
  }

  /** Whether something is left out. */
  public boolean leavesOut() {
    return all || !classes.isEmpty() || tag.isPresent();
  }
}
