package dev.deploypipeline.mojo;

import dev.deploypipeline.reactor.BrokerSignals;
import dev.deploypipeline.reactor.PoolSession;
import dev.deploypipeline.reactor.PoolSignals;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Begins to start the declared services and returns at once, so that they come up while the build
 * compiles. Tests wait for them and find them through the system properties named in <code>expose
 * </code>. The services are shared by all modules of the build and stopped at its end, or kept for
 * the next one with <code>-Ddeploy-pipeline.pool.keep</code>; they listen on loopback only,
 * PostgreSQL with a random password, Redis with none. Needs <code>
 * &lt;extensions&gt;true&lt;/extensions&gt;</code> on this plugin.
 */
@Mojo(name = "warm-up", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class WarmUpMojo extends AbstractServicesMojo {

  /** Tests are skipped: the services start only if a test runs all the same. */
  @Parameter(property = "skipTests", defaultValue = "false")
  private boolean skipTests;

  /** Tests are neither compiled nor run: the services are not started. */
  @Parameter(property = "maven.test.skip", defaultValue = "false")
  private boolean skipTestCompilation;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Override
  protected void run() throws MojoExecutionException, MojoFailureException {
    PoolSession pool = PoolSession.of(session);
    if (pool.services().isEmpty() && services != null && services.getChildCount() > 0) {
      throw new MojoFailureException(
          "services are declared, but the plugin's extension is not active. Perhaps you should add"
              + " <extensions>true</extensions> to the deploy-pipeline-maven-plugin in the root pom.");
    }
    if (skipTests || skipTestCompilation) {
      getLog()
          .debug(
              "Not warming up, because tests are skipped; one that runs all the same starts the services");
      return;
    }
    BrokerSignals.begin(session);
    pool.start();
    if (PoolSignals.startsInOneTask(session)) {
      pool.awaitReady();
    }
  }
}
