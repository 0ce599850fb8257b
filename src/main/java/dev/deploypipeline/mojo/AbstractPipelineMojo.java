package dev.deploypipeline.mojo;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

<<<<<<< HEAD
/** What all goals share: they can be skipped, and bad settings end in one clear error. */
abstract class AbstractPipelineMojo extends AbstractMojo {

  /** Skips the goal. */
=======
/** What all goals have in common. */
abstract class AbstractPipelineMojo extends AbstractMojo {

  /** Leaves out every goal of this plugin; services are not started either. */
>>>>>>> pool
  @Parameter(property = "deploy-pipeline.skip", defaultValue = "false")
  private boolean skip;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
<<<<<<< HEAD
      getLog().info("Skipped, since deploy-pipeline.skip is set.");
      return;
    }
    try {
      run();
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  /**
   * Does the goal's work.
   *
   * @throws IllegalArgumentException for a bad setting; the message says what is wrong and what to
   *     do
   */
  abstract void run() throws MojoExecutionException, MojoFailureException;
=======
      getLog().info("Skipped, because deploy-pipeline.skip is set");
      return;
    }
    run();
  }

  /** Does the work of the goal. */
  protected abstract void run() throws MojoExecutionException, MojoFailureException;
>>>>>>> pool
}
