package dev.deploypipeline.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
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
          "The goal run is bound to the phase '"
              + execution.getLifecyclePhase()
              + "', but it runs all phases itself. Perhaps you should remove that execution and type mvn deploy-pipeline:run.");
    }
    checkExtensions(session, execution.getPlugin());
    checkDirectory(session);
  }

  private static void checkExtensions(MavenSession session, Plugin plugin)
      throws MojoExecutionException {
    Plugin declared = session.getCurrentProject().getPlugin(plugin.getKey());
    if (declared != null && !declared.isExtensions()) {
      throw new MojoExecutionException(
          "The plugin "
              + plugin.getKey()
              + " is declared in the pom without extensions. Perhaps you should add <extensions>true</extensions> to it.");
    }
  }

  private static void checkDirectory(MavenSession session) throws MojoExecutionException {
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
              + "', and alone it would be built against stale modules. Perhaps you should run mvn deploy-pipeline:run -pl :"
              + top.getArtifactId()
              + " -am there.");
    }
  }
}
