package dev.deploypipeline.mojo;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What all goals share: they can be skipped, and bad settings end in one clear error. */
abstract class AbstractPipelineMojo extends AbstractMojo {

  /** Skips the goal. */
  @Parameter(property = "deploy-pipeline.skip", defaultValue = "false")
  private boolean skip;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip && isSkippable()) {
      getLog()
          .warn(
              "Skipped, since deploy-pipeline.skip is set: nothing is built or tested by this goal.");
      return;
    }
    try {
      run();
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  /** Whether nothing is lost when the goal is skipped. */
  protected boolean isSkippable() {
    return true;
  }

  /**
   * Does the goal's work.
   *
   * @throws IllegalArgumentException for a bad setting; the message says what is wrong and what to
   *     do
   */
  protected abstract void run() throws MojoExecutionException, MojoFailureException;
}
