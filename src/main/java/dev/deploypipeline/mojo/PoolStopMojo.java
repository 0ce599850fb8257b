package dev.deploypipeline.mojo;

import java.io.IOException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops the servers that builds of this project have kept and removes all of them. One that a build
 * uses is never stopped: the goal then fails, after it has stopped all others, and names the
 * build&#39;s process. Needs no project.
 */
@Mojo(name = "pool-stop", requiresProject = false, aggregator = true, threadSafe = true)
public final class PoolStopMojo extends AbstractPipelineMojo {

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /** Stops the kept servers of all projects of the user. */
  @Parameter(property = "deploy-pipeline.pool.all", defaultValue = "false")
  private boolean all;

  @Override
  protected void run() throws MojoExecutionException {
    try {
      KeptServersOfSession.of(session, all)
          .stop(
              finding -> {
                switch (finding.severity()) {
                  case INFO -> getLog().info(finding.message());
                  case WARNING -> getLog().warn(finding.message());
                }
              });
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }
}
