package dev.deploypipeline.extension;

import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Prepares each mojo of Surefire and Failsafe right before it runs. In one place, since the order
 * matters: an execution is compared with earlier ones before anything of it is changed, and is
 * tuned last, so that a failure before that is none of its test JVMs. What the parts do at its end
 * they do in the same order.
 */
@Named("deploy-pipeline-test-mojos")
@Singleton
final class TestMojoListener implements MojoExecutionListener {

  private final TestSelector selector;
  private final TestMojoFeeder leases;
  private final BrokerFeeder broker;
  private final TestResultWatcher results;
  private final TestJvmTuner tuner;

  @Inject
  TestMojoListener(
      TestSelector selector,
      TestMojoFeeder leases,
      BrokerFeeder broker,
      TestResultWatcher results,
      TestJvmTuner tuner) {
    this.selector = selector;
    this.leases = leases;
    this.broker = broker;
    this.results = results;
    this.tuner = tuner;
  }

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) throws MojoExecutionException {
    if (TestMojo.verifies(event.getExecution())) {
      selector.decides(event);
    }
    if (TestMojo.stage(event.getExecution()).isEmpty()) {
      return;
    }
    boolean known = tuner.willRun(event);
    boolean runs = !selector.leavesAllOut(event) && known;
    leases.feed(event);
    broker.feed(event);
    Optional<FailedTests> failed = results.watch(event);
    if (runs) {
      tuner.tune(event, failed);
    }
  }

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {}

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {}
}
