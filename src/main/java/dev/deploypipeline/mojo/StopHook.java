package dev.deploypipeline.mojo;

import dev.deploypipeline.pipeline.RunPipeline;
import java.time.Duration;

/**
 * Ends a run cleanly when the JVM is told to stop, by Ctrl-C for example: tasks are interrupted,
 * the reports are written and say that the run was cancelled, the servers are stopped, and no child
 * process stays behind.
 */
final class StopHook implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Thread thread;

  private StopHook(Thread thread) {
    this.thread = thread;
  }

  static StopHook install(RunPipeline pipeline, Runnable closeServers) {
    Thread thread = new Thread(() -> stop(pipeline, closeServers), "deploy-pipeline-stop");
    Runtime.getRuntime().addShutdownHook(thread);
    return new StopHook(thread);
  }

  private static void stop(RunPipeline pipeline, Runnable closeServers) {
    try {
      pipeline.cancel(GRACE);
      closeServers.run();
    } finally {
      // A mojo that ignores its interrupt has not stopped what it started. The servers' keepers,
      // which must not be killed
      // while they clean up, are gone by now.
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // The JVM is stopping, and the hook does its work: what called us must not go on as if the
      // run had ended.
      Thread.currentThread().interrupt();
    }
  }
}
