package dev.deploypipeline.reactor;

import java.util.Collection;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.ProjectExecutionEvent;
import org.apache.maven.execution.ProjectExecutionListener;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.plugin.LegacySupport;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.PlexusContainer;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;

/**
 * Calls the {@link ProjectExecutionListener}s of Maven's extensions, where Maven's own {@code
 * LifecycleModuleBuilder} would, and with the thread as it has it then: which listeners there are
 * depends on the project's class realm.
 */
final class ProjectListeners {

  @FunctionalInterface
  private interface Call {
    void to(ProjectExecutionListener listener, MavenProject project)
        throws LifecycleExecutionException;
  }

  private final PlexusContainer container;
  private final LegacySupport legacy;

  ProjectListeners(PlexusContainer container, LegacySupport legacy) {
    this.container = container;
    this.legacy = legacy;
  }

  /** Tells that the session's current project begins; a listener may refuse it. */
  void begins(MavenSession session) throws LifecycleExecutionException {
    tell(
        session,
        (listener, project) ->
            listener.beforeProjectExecution(new ProjectExecutionEvent(session, project)));
  }

  /** Tells what the session's current project is about to run; a listener may refuse it. */
  void planned(MavenSession session, Collection<MojoExecution> plan)
      throws LifecycleExecutionException {
    tell(
        session,
        (listener, project) ->
            listener.beforeProjectLifecycleExecution(
                new ProjectExecutionEvent(session, project, List.copyOf(plan))));
  }

  /** Tells that the session's current project succeeded; a listener may object. */
  void succeeded(MavenSession session, Collection<MojoExecution> plan)
      throws LifecycleExecutionException {
    tell(
        session,
        (listener, project) ->
            listener.afterProjectExecutionSuccess(
                new ProjectExecutionEvent(session, project, List.copyOf(plan))));
  }

  /** Tells that the session's current project failed. */
  void failed(MavenSession session, Throwable cause) throws LifecycleExecutionException {
    tell(
        session,
        (listener, project) ->
            listener.afterProjectExecutionFailure(
                new ProjectExecutionEvent(session, project, cause)));
  }

  private void tell(MavenSession session, Call call) throws LifecycleExecutionException {
    MavenProject project = session.getCurrentProject();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    MavenSession sessionBefore = legacy.getSession();
    try {
      Thread.currentThread()
          .setContextClassLoader(
              project.getClassRealm() == null
                  ? container.getContainerRealm()
                  : project.getClassRealm());
      legacy.setSession(session);
      for (ProjectExecutionListener listener :
          container.lookupList(ProjectExecutionListener.class)) {
        call.to(listener, project);
      }
    } catch (ComponentLookupException e) {
      throw new LifecycleExecutionException(
          "an extension's ProjectExecutionListener cannot be made: " + e.getMessage(), e);
    } finally {
      legacy.setSession(sessionBefore);
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
