package dev.deploypipeline.selection;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an execution of Surefire or Failsafe would run, right before it does.
 *
 * @param classes the names of the classes that it found; may be unknown, and so empty, where {@code
 *     whole} is present
 * @param whole why its classes cannot be told apart, so that one shard runs all of them; empty
 *     where they can
 * @param directories where the module's classes are, tests first
 * @param chosen whether somebody named its tests on the command line, as with {@code -Dtest}
 * @param filtered whether its configuration leaves out tests of a class
 * @param tags whether it can leave out tests by their tag
 * @param equal whether it will do nothing, since an execution with the same configuration has run
 * @param silent whether it writes no reports that are known
 * @param needsTests whether it fails where no test runs
 */
public record TestCandidates(
    List<String> classes,
    Optional<String> whole,
    List<Path> directories,
    boolean chosen,
    boolean filtered,
    boolean tags,
    boolean equal,
    boolean silent,
    boolean needsTests) {

  /** Rejects null; copies the lists. */
  public TestCandidates {
    classes = List.copyOf(classes);
    Objects.requireNonNull(whole, "whole");
    directories = List.copyOf(directories);
  }

  /** Whether every test of its classes is run, and told. */
  boolean areAllReported() {
    return whole.isEmpty() && !chosen && !filtered && !equal && !silent;
  }
}
