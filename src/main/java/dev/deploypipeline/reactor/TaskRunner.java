package dev.deploypipeline.reactor;

import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.reactor.ModuleDependencies.Files;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** Runs tasks on the calling thread, each as if it were Maven's own thread, and alone. */
final class TaskRunner {

  private final MavenComponents maven;
  private final MavenSession session;
  private final Function<TaskId, OutputCapture.Task> output;
  private final MojoRunner runner;
  private volatile MojoCalls calls;

  /**
   * @param output tells the output of a task apart while that is open
   * @param dependencies of the modules, by {@code groupId:artifactId}
   */
  TaskRunner(
      MavenComponents maven,
      MavenSession session,
      Function<TaskId, OutputCapture.Task> output,
      MojoRunner.Dependencies dependencies) {
    this.maven = maven;
    this.session = session;
    this.output = output;
    this.calls = maven.plugins()::executeMojo;
    this.runner =
        new MojoRunner(maven, dependencies, (own, execution) -> calls.call(own, execution));
  }

  /** What calls the mojos. */
  MojoCalls calls() {
    return calls;
  }

  /** Has something else call the mojos from now on. */
  void callBy(MojoCalls others) {
    calls = others;
  }

  /**
   * Runs a task.
   *
   * @param project the project, or the copy of it, that the task works on
   * @param turn held while it runs
   */
  void run(TaskId id, MojoExecution execution, MavenProject project, Files files, Lock turn)
      throws LifecycleExecutionException, InterruptedException {
    MavenSession own = Sessions.forProject(session, project);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    turn.lockInterruptibly();
    try (OutputCapture.Task task = output.apply(id)) {
      Thread.currentThread()
          .setContextClassLoader(
              project.getClassRealm() == null
                  ? maven.getClass().getClassLoader()
                  : project.getClassRealm());
      runner.run(execution, own, files);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      maven.legacy().setSession(null);
      turn.unlock();
    }
  }
}
