package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.ModuleSlice;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.ProjectExecutionEvent;
import org.apache.maven.execution.ProjectExecutionListener;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.plugin.MojosExecutionStrategy;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.PlexusContainer;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;
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

  private final PlexusContainer container;

  @Inject
  SliceTaker(PlexusContainer container) {
    this.container = container;
  }

  @Override
  public void beforeProjectExecution(ProjectExecutionEvent event) {}

  @Override
  public void beforeProjectLifecycleExecution(ProjectExecutionEvent event) {
    MavenProject project = event.getProject();
    if (isSkipped(event.getSession(), project)) {
      return;
    }
    if (!ModuleSlice.isIn(event.getExecutionPlan())) {
      return;
    }
    Optional<String> reason =
        anotherGoesThroughPlans()
            ? Optional.of("another extension goes through the plans of this build")
            : ModuleSlice.take(event.getSession(), project, event.getExecutionPlan());
    reason.ifPresent(
        why ->
            LOG.info(
                "deploy-pipeline: the tests of {} run in Maven's order: {}",
                project.getArtifactId(),
                why));
  }

  /** A build cache for example remembers by goal what ran, and knows nothing of slices. */
  private boolean anotherGoesThroughPlans() {
    try {
      Object strategy = container.lookup(MojosExecutionStrategy.class);
      return !strategy.getClass().getName().startsWith("org.apache.maven.plugin.");
    } catch (ComponentLookupException e) {
      LOG.debug("It is not known who goes through the plans", e);
      return false;
    }
  }

  /** As the goal will find it, unless an execution of its own says so, which the goal sees to. */
  private static boolean isSkipped(MavenSession session, MavenProject project) {
    String otherwise =
        project.getProperties().getProperty(SKIP, session.getSystemProperties().getProperty(SKIP));
    return Boolean.parseBoolean(session.getUserProperties().getProperty(SKIP, otherwise));
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
  public void afterProjectExecutionFailure(ProjectExecutionEvent event) {
    ModuleSlice.forget(event.getSession(), event.getProject());
  }
}
