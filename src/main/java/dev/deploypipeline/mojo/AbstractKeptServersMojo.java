package dev.deploypipeline.mojo;

import dev.deploypipeline.runtime.EmbeddedServers;
import dev.deploypipeline.runtime.KeptServers;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share that work on kept servers. */
abstract class AbstractKeptServersMojo extends AbstractPipelineMojo {

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /**
   * Means the kept servers of all projects of the user, rather than those of the directory where
   * Maven was started.
   */
  @Parameter(property = "deploy-pipeline.pool.all", defaultValue = "false")
  private boolean all;

  @Override
  protected final void run() throws MojoExecutionException {
    try {
      run(
          KeptServers.of(
              EmbeddedServers.defaultCache(
                  System.getenv(), Path.of(System.getProperty("user.home"))),
              Path.of(session.getExecutionRootDirectory()),
              all));
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  /**
   * Does the goal's work.
   *
   * @throws IOException if it cannot be done; the message says what to do
   */
  protected abstract void run(KeptServers servers) throws IOException;
}
