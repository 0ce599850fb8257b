package dev.deploypipeline.mojo;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.reactor.MavenComponents;
import dev.deploypipeline.reactor.ModuleSlice;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs the unit tests, the integration tests and the checks of its module side by side in a plain
 * <code>mvn verify</code>: all that the module has in the phases <code>test</code> to <code>verify
 * </code>, in Maven's place. Needs <code>&lt;extensions&gt;true&lt;/extensions&gt;</code> on this
 * plugin. The goal <code>run</code> does the same and more by itself.
 */
@Mojo(name = "test", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class TestMojo extends AbstractReactorMojo {

  @Inject
  TestMojo(MavenComponents maven) {
    super(maven);
  }

  /** What was taken out of Maven's plan must run. */
  @Override
  protected boolean isSkippable() {
    return ModuleSlice.pending(session(), session().getCurrentProject(), execution()).isEmpty();
  }

  @Override
  protected void run() throws MojoExecutionException, MojoFailureException {
    Preconditions.checkExtensions(session(), execution().getPlugin());
    if (!ModuleSlice.mayBeAround(execution())) {
      String phase = execution().getLifecyclePhase();
      throw new MojoExecutionException(
          (phase == null
                  ? "The goal test was typed, but it works on what is bound around it"
                  : "The goal test is bound to the phase '" + phase + "'")
              + ". Perhaps you should bind it to the phase integration-test, or type mvn deploy-pipeline:run.");
    }
    new ModuleRun(maven(), session(), execution()).start(settings("verify", Errand.RUN, false));
  }
}
