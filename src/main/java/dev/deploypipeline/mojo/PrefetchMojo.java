package dev.deploypipeline.mojo;

import dev.deploypipeline.config.Phase;
import dev.deploypipeline.reactor.MavenComponents;
import dev.deploypipeline.reactor.OfflineProof;
import dev.deploypipeline.reactor.Prefetch;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fills the local repository with everything that a build of the reactor will resolve, several
 * files at once: the dependencies of all scopes, the plugins with theirs, what well-known plugins
 * resolve while they run, and what the lock list names. Pulls the images of the declared services
 * and of the containers that tests asked for. Then the build runs with <code>-o</code>.
 */
@Mojo(
    name = "prefetch",
    defaultPhase = LifecyclePhase.INITIALIZE,
    aggregator = true,
    threadSafe = true)
public final class PrefetchMojo extends AbstractServicesMojo {

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /**
   * Proves that nothing is missing: fills an empty local repository in the same way, from the
   * user's local repository alone, and builds the reactor with it, offline and with all tests.
   */
  @Parameter(property = "deploy-pipeline.prefetch.verify", defaultValue = "false")
  private boolean verify;

  /** The last phase of the offline build that proves it. */
  @Parameter(property = "deploy-pipeline.until", defaultValue = "verify")
  private String until;

  private final MavenComponents maven;

  @Inject
  PrefetchMojo(MavenComponents maven) {
    this.maven = maven;
  }

  @Override
  protected void run() throws MojoExecutionException {
    Phase.require(until);
    if (session.isOffline()) {
      getLog().info("Nothing is prefetched, since Maven is offline.");
      return;
    }
    if (!Prefetch.claim(session)) {
      getLog().debug("Prefetched before in this build");
      return;
    }
    if (verify && session.getProjects().size() < session.getAllProjects().size()) {
      throw new IllegalArgumentException(
          "prefetch.verify builds the whole reactor, but modules are left out."
              + " Perhaps you should leave -pl away.");
    }
    try {
      report(new Prefetch(maven, session).fetch());
      if (verify) {
        report(new OfflineProof(session, execution, until).run());
      }
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException(
          "The prefetch was stopped. A prefetch that is started again fetches only what is missing.",
          e);
    }
  }

  /** A build to which the goal is bound may need less, and finds that out by itself. */
  private void report(String failures) throws MojoExecutionException {
    if (failures.isEmpty()) {
      return;
    }
    if (execution.getLifecyclePhase() == null) {
      throw new MojoExecutionException(failures);
    }
    getLog().warn(failures);
  }
}
