package dev.deploypipeline.mojo;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.config.TestSettings;
import dev.deploypipeline.reactor.MavenComponents;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the whole delivery pipeline of the reactor as one task graph, up to <code>verify</code>, and
 * tells where the time went. Tests find the declared services, and containers that are started
 * ahead of them. What <code>mvn verify</code> would decide, it decides too.
 */
@Mojo(name = "run", aggregator = true, threadSafe = true)
public final class RunMojo extends AbstractReactorMojo {

  /** The last phase of the default lifecycle to run. */
  @Parameter(property = "deploy-pipeline.until", defaultValue = "verify")
  private String until;

  /** How long a test class may take, fixtures included, before the end of the log calls it slow. */
  @Parameter(property = "deploy-pipeline.tests.slow", defaultValue = "10s")
  private String slowTests;

  /**
   * How long a test class may take, fixtures included, before the JVM that runs it is ended. What
   * its threads did is written to <code>target/deploy-pipeline</code> of the module. Without it,
   * nothing is ended.
   */
  @Parameter(property = "deploy-pipeline.tests.kill")
  private String killTests;

  /**
   * Whether test JVMs get options for a quick start where that was measured to pay: <code>auto
   * </code> or <code>off</code>. Read from the top-level project.
   */
  @Parameter(property = "deploy-pipeline.tests.tuning", defaultValue = "off")
  String testTuning;

  /**
   * Whether the artifacts that the build needed are written to <code>
   * .mvn/deploy-pipeline/artifacts.lock</code>, which <code>prefetch</code> reads: <code>write
   * </code> or <code>read</code>. Read from the command line, in any build that goes on to <code>
   * verify</code>.
   */
  @Parameter(property = "deploy-pipeline.lock", defaultValue = "read")
  String lock;

  @Inject
  RunMojo(MavenComponents maven) {
    super(maven);
  }

  @Override
  protected void run() throws MojoExecutionException {
    run(until, Errand.RUN, false, TestSettings.parse(slowTests, killTests));
  }
}
