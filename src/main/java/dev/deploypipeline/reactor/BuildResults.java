package dev.deploypipeline.reactor;

import dev.deploypipeline.pipeline.RunResult;
import dev.deploypipeline.pipeline.RunResult.Failure;
import dev.deploypipeline.pipeline.RunResult.ModuleResult;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.BuildFailure;
import org.apache.maven.execution.BuildSuccess;
import org.apache.maven.execution.BuildSummary;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.project.MavenProject;

/**
 * Tells Maven how the modules ended, so that its summary, its failure message and its exit status
 * are its own.
 */
public final class BuildResults {

  private BuildResults() {}

  /** Records the result of a run in the session. */
  public static void publish(RunResult result, MavenReactor reactor, MavenSession session) {
    MavenExecutionResult build = session.getResult();
    List<BuildSummary> summaries = new ArrayList<>();
    for (ModuleResult module : result.modules()) {
      MavenProject project = reactor.project(module.module());
      long millis = module.busy().toMillis();
      switch (module.outcome()) {
        case SUCCEEDED -> summaries.add(new BuildSuccess(project, millis));
        case FAILED -> {
          Throwable cause = cause(module.failure().orElseThrow(), project, reactor);
          build.addException(cause);
          summaries.add(new BuildFailure(project, millis, cause));
        }
        default -> {
          // Maven calls skipped what has no summary.
        }
      }
    }
    summaries.forEach(build::addBuildSummary);
    MavenExecutionRequest request = session.getRequest();
    if (request.getExecutionListener() != null) {
      request.setExecutionListener(
          keeper(request.getExecutionListener(), summaries, session.getCurrentProject()));
    }
  }

  private static Throwable cause(Failure failure, MavenProject project, MavenReactor reactor) {
    Throwable cause = failure.cause();
    if (cause instanceof LifecycleExecutionException) {
      return cause;
    }
    return failure
        .task()
        .<Throwable>map(
            task -> new LifecycleExecutionException(reactor.execution(task), project, cause))
        .orElse(cause);
  }

  /**
   * Puts the summaries back before they are printed: when the goal returns, Maven records a
   * success, and the time of the whole run, for the project that the goal ran on. All else is
   * handed on.
   */
  private static ExecutionListener keeper(
      ExecutionListener next, List<BuildSummary> summaries, MavenProject runsOn) {
    boolean failed =
        summaries.stream()
            .anyMatch(
                summary -> summary instanceof BuildFailure && summary.getProject().equals(runsOn));
    return (ExecutionListener)
        Proxy.newProxyInstance(
            ExecutionListener.class.getClassLoader(),
            new Class<?>[] {ExecutionListener.class},
            (proxy, method, arguments) -> {
              if (arguments == null || !(arguments[0] instanceof ExecutionEvent event)) {
                return method.invoke(next, arguments);
              }
              if ("sessionEnded".equals(method.getName())) {
                summaries.forEach(event.getSession().getResult()::addBuildSummary);
              } else if ("projectSucceeded".equals(method.getName())
                  && failed
                  && event.getProject().equals(runsOn)) {
                next.projectFailed(event);
                return null;
              }
              return method.invoke(next, arguments);
            });
  }
}
