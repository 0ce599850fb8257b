package dev.deploypipeline.reactor;

import dev.deploypipeline.reactor.ModuleDependencies.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginIncompatibleException;
import org.apache.maven.plugin.PluginManagerException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * Runs one mojo execution with all that Maven does around it. Follows Maven's {@code MojoExecutor},
 * which cannot be used here: it resolves against the finished upstream modules, and under {@code
 * -T} its locks would keep our threads out.
 */
final class MojoRunner {

  /** Finds the dependencies of a module, by {@code groupId:artifactId}. */
  @FunctionalInterface
  interface Dependencies {
    ModuleDependencies of(String module);
  }

  private final MavenComponents maven;
  private final Dependencies dependencies;
  private final MojoCalls calls;

  MojoRunner(MavenComponents maven, Dependencies dependencies, MojoCalls calls) {
    this.maven = maven;
    this.calls = calls;
    this.dependencies = dependencies;
  }

  /**
   * Runs the execution on the project.
   *
   * @param session a private session whose current project is the one to work on
   */
  void run(MojoExecution execution, MavenSession session, Files files)
      throws LifecycleExecutionException {
    MavenProject project = session.getCurrentProject();
    MojoDescriptor mojo = execution.getMojoDescriptor();
    try {
      maven.prerequisites().checkPrerequisites(mojo.getPluginDescriptor());
    } catch (PluginIncompatibleException e) {
      throw new LifecycleExecutionException(execution, project, e);
    }
    if (mojo.isOnlineRequired() && session.isOffline()) {
      maven.events().fire(ExecutionEvent.Type.MojoSkipped, session, execution);
      return;
    }
    List<MavenProject> forked = runForks(execution, session, files);
    try {
      for (MavenProject seen : projectsSeen(mojo, session)) {
        dependencies.of(Sessions.id(seen)).provide(seen, session, mojo, files);
      }
      runMojo(execution, session);
    } finally {
      forked.forEach(one -> one.setExecutionProject(null));
    }
  }

  private static List<MavenProject> projectsSeen(MojoDescriptor mojo, MavenSession session) {
    MavenProject project = session.getCurrentProject();
    if (!mojo.isAggregator() || project.getCollectedProjects() == null) {
      return List.of(project);
    }
    List<MavenProject> collected = new ArrayList<>(session.getProjects());
    collected.removeIf(
        one -> !one.equals(project) && !project.getCollectedProjects().contains(one));
    return collected;
  }

  private void runMojo(MojoExecution execution, MavenSession session)
      throws LifecycleExecutionException {
    maven.events().fire(ExecutionEvent.Type.MojoStarted, session, execution);
    try {
      calls.call(session, execution);
    } catch (MojoFailureException
        | MojoExecutionException
        | PluginManagerException
        | PluginConfigurationException e) {
      LifecycleExecutionException failure =
          new LifecycleExecutionException(execution, session.getCurrentProject(), e);
      maven.events().fire(ExecutionEvent.Type.MojoFailed, session, execution, failure);
      throw failure;
    }
    maven.events().fire(ExecutionEvent.Type.MojoSucceeded, session, execution);
  }

  private List<MavenProject> runForks(MojoExecution execution, MavenSession session, Files files)
      throws LifecycleExecutionException {
    Map<String, List<MojoExecution>> forks = execution.getForkedExecutions();
    List<MavenProject> forked = new ArrayList<>();
    if (forks.isEmpty()) {
      return forked;
    }
    maven.events().fire(ExecutionEvent.Type.ForkStarted, session, execution);
    try {
      for (MavenProject project : List.copyOf(session.getProjects())) {
        List<MojoExecution> plan =
            forks.get(
                project.getGroupId() + ":" + project.getArtifactId() + ":" + project.getVersion());
        if (plan == null) {
          continue;
        }
        forked.add(project);
        MavenProject copy = project.clone();
        project.setExecutionProject(copy);
        runFork(execution, plan, Sessions.forProject(session, copy), files);
      }
    } catch (LifecycleExecutionException e) {
      maven.events().fire(ExecutionEvent.Type.ForkFailed, session, execution, e);
      throw e;
    }
    maven.events().fire(ExecutionEvent.Type.ForkSucceeded, session, execution);
    return forked;
  }

  private void runFork(
      MojoExecution execution, List<MojoExecution> plan, MavenSession session, Files files)
      throws LifecycleExecutionException {
    if (plan.isEmpty()) {
      return;
    }
    maven.events().fire(ExecutionEvent.Type.ForkedProjectStarted, session, execution);
    try {
      for (MojoExecution forkedExecution : plan) {
        run(forkedExecution, session, files);
      }
    } catch (LifecycleExecutionException e) {
      maven.events().fire(ExecutionEvent.Type.ForkedProjectFailed, session, execution, e);
      throw e;
    }
    maven.events().fire(ExecutionEvent.Type.ForkedProjectSucceeded, session, execution);
  }
}
