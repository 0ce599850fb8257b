package dev.deploypipeline.mojo;

import dev.deploypipeline.selection.TestSelection;
import java.io.IOException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes how long test classes take, as the history of this machine knows it, to <code>
 * .mvn/deploy-pipeline/test-times.json</code>. Commit that file: all shards of a build split the
 * tests by it.
 */
@Mojo(name = "test-times", aggregator = true, threadSafe = true)
public final class TestTimesMojo extends AbstractPipelineMojo {

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Override
  protected void run() throws MojoExecutionException {
    try {
      getLog()
          .info(
              TestSelection.recordTimes(
                  session.getRequest().getMultiModuleProjectDirectory().toPath()));
    } catch (IOException e) {
      throw new MojoExecutionException(
          "The times of the test classes cannot be written: "
              + e
              + ". Perhaps you should make .mvn/deploy-pipeline writable.",
          e);
    }
  }
}
