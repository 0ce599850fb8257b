package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.ModuleSlice;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.ProjectExecutionEvent;
import org.apache.maven.execution.ProjectExecutionListener;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the goal {@code test} runs in Maven's place out of the plan of each module that binds
 * it, and sees to it that nothing of it is lost.
 */
@Named("deploy-pipeline-slices")
@Singleton
final class SliceTaker implements ProjectExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(SliceTaker.class);

  private static final String SKIP = "deploy-pipeline.skip";

  @Inject
  SliceTaker() {}

  @Override
  public void beforeProjectExecution(ProjectExecutionEvent event) {}

  @Override
  public void beforeProjectLifecycleExecution(ProjectExecutionEvent event) {
    MavenProject project = event.getProject();
    if (isSkipped(event.getSession(), project)) {
      return;
    }
    ModuleSlice.take(event.getSession(), project, event.getExecutionPlan())
        .ifPresent(
            reason ->
                LOG.info(
                    "deploy-pipeline: the tests of {} run in Maven's order: {}",
                    project.getArtifactId(),
                    reason));
  }

  /** As the goal will find it, unless an execution of its own says so, which the goal sees to. */
  private static boolean isSkipped(MavenSession session, MavenProject project) {
    String skip =
        session.getUserProperties().getProperty(SKIP, project.getProperties().getProperty(SKIP));
    return Boolean.parseBoolean(skip);
  }

  @Override
  public void afterProjectExecutionSuccess(ProjectExecutionEvent event)
      throws LifecycleExecutionException {
    if (ModuleSlice.isPending(event.getSession(), event.getProject())) {
      throw new LifecycleExecutionException(
          "The goal deploy-pipeline:test was to run the tests of "
              + event.getProject().getArtifactId()
              + ", but it was not called. Perhaps you should remove it from the pom.");
    }
  }

  @Override
  public void afterProjectExecutionFailure(ProjectExecutionEvent event) {}
}
