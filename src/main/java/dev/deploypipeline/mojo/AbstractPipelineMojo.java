package dev.deploypipeline.mojo;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What all goals have in common. */
abstract class AbstractPipelineMojo extends AbstractMojo {

  /** Leaves out every goal of this plugin; services are not started either. */
  @Parameter(property = "deploy-pipeline.skip", defaultValue = "false")
  private boolean skip;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Skipped, because deploy-pipeline.skip is set");
      return;
    }
    run();
  }

  /** Does the work of the goal. */
  protected abstract void run() throws MojoExecutionException, MojoFailureException;
}
