package dev.deploypipeline.broker;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Limits how long something may take that cannot be given a limit itself: reading a channel has no
 * time-out.
 */
final class Deadlines implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(1, new DaemonThreads("deploy-pipeline-broker-deadlines"));
    // Almost none is ever reached, and each would hold its connection's buffers until then.
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Starts one.
   *
   * @param late what to do when it is reached; short, and from another thread
   */
  Deadline start(Duration limit, Runnable late) {
    AtomicBoolean passed = new AtomicBoolean();
    Runnable task =
        () -> {
          passed.set(true);
          late.run();
        };
    try {
      var scheduled = timer.schedule(task, limit.toNanos(), TimeUnit.NANOSECONDS);
      return new Deadline(passed, () -> scheduled.cancel(false));
    } catch (RejectedExecutionException e) {
      // Closed: so are all connections in a moment, and what waits for one ends with it.
      return new Deadline(passed, () -> {});
    }
  }

  /**
   * One of them; closing it means that it was met.
   *
   * @param passed whether it was reached
   */
  record Deadline(AtomicBoolean passed, Runnable cancel) implements AutoCloseable {
    @Override
    public void close() {
      cancel.run();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
