package dev.deploypipeline.mojo;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells a report from time to time that time goes by, since a silent task sends no events. */
final class Ticker implements AutoCloseable {

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "deploy-pipeline-ticker");
            thread.setDaemon(true);
            return thread;
          });

  /** Calls the tick after each period until closed; a tick that throws is the last one. */
  @SuppressWarnings("FutureReturnValueIgnored") // A display that broke must not fail the run.
  Ticker(Duration period, Runnable tick) {
    timer.scheduleWithFixedDelay(tick, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
