package dev.deploypipeline.mojo;

import dev.deploypipeline.pipeline.RunPipeline;
import dev.deploypipeline.reactor.PoolSignals;
import java.time.Duration;
import java.util.List;
import org.apache.maven.execution.MavenSession;

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

  /**
   * @param pipeline what is stopped; the session hears of it first, before anything is interrupted
   * @param session whose servers are closed when the tasks have ended, or were given up
   */
  static StopHook install(RunPipeline pipeline, MavenSession session) {
    Runnable closeServers = PoolSignals.closer(session);
    Thread thread =
        new Thread(
            () -> {
              PoolSignals.stopping(session);
              stop(pipeline, closeServers);
            },
            "deploy-pipeline-stop");
    Runtime.getRuntime().addShutdownHook(thread);
    return new StopHook(thread);
  }

  private static void stop(RunPipeline pipeline, Runnable closeServers) {
    // Noted first: when a mojo stops the shell around a forked JVM, that JVM is no descendant of
    // ours any more.
    List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
    try {
      pipeline.cancel(GRACE);
      closeServers.run();
    } finally {
      // The servers' keepers, which must not be killed while they clean up, are gone by now.
      children.forEach(ProcessHandle::destroyForcibly);
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
