package dev.deploypipeline.mojo;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.config.ReuseSettings;
import dev.deploypipeline.config.SelectionSettings;
import dev.deploypipeline.config.TestSettings;
import dev.deploypipeline.reactor.MavenComponents;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles main and test code of all modules and runs the checks that <code>mvn verify</code> would
 * run (Checkstyle, PMD, SpotBugs, the Enforcer and others), all modules in parallel, without tests
 * and without packaging. Goes on after a failure, and lists at the end what the compiler and the
 * checks found, with file and line.
 */
@Mojo(name = "validate", aggregator = true, threadSafe = true)
public final class ValidateMojo extends AbstractReactorMojo {

  private static final Logger LOG = LoggerFactory.getLogger(ValidateMojo.class);

  /** Whether a warning of the compiler or of a check fails the build. */
  @Parameter(property = "deploy-pipeline.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  @Inject
  ValidateMojo(MavenComponents maven) {
    super(maven);
  }

  @Override
  protected void run() throws MojoExecutionException {
    if (failOnWarning && !LOG.isWarnEnabled()) {
      throw new IllegalArgumentException(
          "failOnWarning is set, but the warnings of the compiler are switched off, by -q for"
              + " example. Perhaps you should leave -q away.");
    }
    run(
        "verify",
        Errand.VALIDATE,
        failOnWarning,
        TestSettings.defaults(),
        SelectionSettings.everything(),
        ReuseSettings.none());
  }
}
