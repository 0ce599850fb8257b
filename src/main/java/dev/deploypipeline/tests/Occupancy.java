package dev.deploypipeline.tests;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * For how long each report's class held its test JVM: from the end of the class before it, so that
 * what happens outside of the time that Surefire measures counts too. Reports come in the order in
 * which they were written. The first class of a JVM, and one that shares its JVM with others at the
 * same time, has the time that Surefire measured: before that comes the start of the JVM.
 */
final class Occupancy {

  private final Map<String, Instant> lastOf = new HashMap<>();
  private final Map<Path, Hold> holds = new HashMap<>();

  /**
   * Takes the next report.
   *
   * @param fork the JVM that wrote it, if it is known
   */
  void add(Path file, Instant written, TestReport report, Optional<ForkName> fork) {
    Duration held = Duration.ofNanos((long) (report.seconds() * 1e9));
    if (fork.isPresent()) {
      Instant last = lastOf.put(fork.get().arguments(), written);
      if (last != null && Duration.between(last, written).compareTo(held) > 0) {
        held = Duration.between(last, written);
      }
    }
    holds.put(file, new Hold(written.minus(held), written));
  }

  /** Of a file that was added. */
  Hold of(Path file) {
    return Objects.requireNonNull(holds.get(file), "no report");
  }
}
