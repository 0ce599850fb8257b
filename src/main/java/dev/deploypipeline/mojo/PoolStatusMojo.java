package dev.deploypipeline.mojo;

import java.io.IOException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists the servers that builds of this project have kept: service, provider, address, image, age,
 * for how long nobody has used them, who holds leases of them, and which build uses them or when
 * they stop. Needs no project.
 */
@Mojo(name = "pool-status", requiresProject = false, aggregator = true, threadSafe = true)
public final class PoolStatusMojo extends AbstractPipelineMojo {

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /** Lists the kept servers of all projects of the user. */
  @Parameter(property = "deploy-pipeline.pool.all", defaultValue = "false")
  private boolean all;

  @Override
  protected void run() throws MojoExecutionException {
    try {
      KeptServersOfSession.of(session, all).status().forEach(getLog()::info);
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }
}
