package dev.deploypipeline.broker;

import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Turns the broker into a plain proxy for the rest of the run when something in it is wrong. */
final class Faults {

  private final AtomicBoolean faulty = new AtomicBoolean();
  private final Consumer<Finding> findings;

  Faults(Consumer<Finding> findings) {
    this.findings = findings;
  }

  boolean any() {
    return faulty.get();
  }

  /** Does something that may fail without any consequence for the client. */
  void guarding(Runnable something) {
    try {
      something.run();
    } catch (RuntimeException e) {
      report(e);
    }
  }

  /** Reports one; the first is told, the others follow from it. */
  void report(Throwable problem) {
    if (faulty.compareAndSet(false, true)) {
      findings.accept(
          new Finding(
              Severity.WARNING,
              "the Docker broker hands no more containers over in this run, because of a fault of its own: %s. Tests go on with the engine's own containers. Perhaps you should report it, and turn the broker off until it is mended: -Ddeploy-pipeline.broker=off"
                  .formatted(problem)));
    }
  }
}
