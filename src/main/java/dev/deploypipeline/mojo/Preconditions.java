package dev.deploypipeline.mojo;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.pipeline.RunResult;
import dev.deploypipeline.reactor.TypedGoal;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/** What must hold before a run can mean what {@code mvn verify} means. */
final class Preconditions {

  private Preconditions() {}

  /**
   * Checks how the goal is called.
   *
   * @throws MojoExecutionException with what is wrong and what to do
   */
  static void check(MavenSession session, MojoExecution execution) throws MojoExecutionException {
    if (execution.getLifecyclePhase() != null) {
      throw new MojoExecutionException(
          "The goal "
              + execution.getGoal()
              + " is bound to the phase '"
              + execution.getLifecyclePhase()
              + "', but it runs the phases itself. Perhaps you should remove that execution and type mvn deploy-pipeline:"
              + execution.getGoal()
              + ".");
    }
    checkExtensions(session, execution.getPlugin());
    checkDirectory(session, execution.getGoal());
  }

  /**
   * Checks that the plugin's extension is there.
   *
   * @throws MojoExecutionException with what to do
   */
  static void checkExtensions(MavenSession session, Plugin plugin) throws MojoExecutionException {
    Plugin declared = session.getCurrentProject().getPlugin(plugin.getKey());
    if (declared != null && !declared.isExtensions()) {
      throw new MojoExecutionException(
          "The plugin "
              + plugin.getKey()
              + " is declared in the pom without extensions. Perhaps you should add <extensions>true</extensions> to it.");
    }
  }

  private static void checkDirectory(MavenSession session, String goal)
      throws MojoExecutionException {
    MavenProject top = session.getTopLevelProject();
    File root = new File(session.getExecutionRootDirectory());
    MavenProject parent = top.getParent();
    if (!root.equals(top.getBasedir()) || parent == null || parent.getBasedir() == null) {
      return;
    }
    Path parentDirectory = parent.getBasedir().toPath();
    List<String> modules = parent.getModel().getModules();
    boolean isModule =
        modules.stream()
            .map(module -> parentDirectory.resolve(module).normalize())
            .anyMatch(
                path ->
                    path.equals(root.toPath().normalize()) || path.equals(top.getFile().toPath()));
    if (isModule) {
      throw new MojoExecutionException(
          "'"
              + root
              + "' is a module of the reactor in '"
              + parent.getBasedir()
              + "', and alone it would be built against stale modules. Perhaps you should run mvn deploy-pipeline:"
              + goal
              + " -pl :"
              + top.getArtifactId()
              + " -am there.");
    }
  }

  /**
   * Keeps Maven from running what was typed behind a run that failed: the failures are in the
   * session's result, but only one that is thrown ends the build at once.
   *
   * @throws MojoExecutionException if the run failed and goals follow, or no module tells of it
   */
  static void stopAfterFailure(RunResult result, RunSettings settings, MavenSession session)
      throws MojoExecutionException {
    if (result.outcome() == Outcome.SUCCEEDED || settings.failureMode() == FailureMode.FAIL_NEVER) {
      return;
    }
    boolean told = result.modules().stream().anyMatch(module -> module.outcome() == Outcome.FAILED);
    if (!told) {
      throw new MojoExecutionException(
          "The run did not end: it was " + result.outcome().name().toLowerCase(Locale.ROOT) + ".");
    }
    List<String> goals = session.getGoals();
    String last = goals.isEmpty() ? "" : goals.get(goals.size() - 1);
    if (!TypedGoal.isIn(last, settings.errand().goal())) {
      throw new MojoExecutionException(
          "The run failed, so the goals behind it are not run: '"
              + last
              + "' is the last of them.");
    }
  }
}
