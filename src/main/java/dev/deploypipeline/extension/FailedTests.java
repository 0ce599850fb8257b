package dev.deploypipeline.extension;

import java.util.Optional;
import java.util.Set;

/** The tests of an execution that failed, as far as its reports say; known when it is over. */
final class FailedTests {

  private volatile Optional<Set<String>> names = Optional.empty();

  /** Notes them; empty where the reports could not be read. */
  void are(Optional<Set<String>> failed) {
    names = failed;
  }

  /** Their names; empty before the end, and where the reports could not be read. */
  Optional<Set<String>> names() {
    return names;
  }
}
