package dev.deploypipeline.extension;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.Leases;
import dev.deploypipeline.reactor.PoolSession;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands leases to Surefire and Failsafe, right before each of their mojos runs, and takes them back
 * right after: nothing else waits for a server, no pom is changed, and it works on whatever thread
 * and session clone the mojo runs.
 */
@Named("deploy-pipeline-services")
@Singleton
final class TestMojoFeeder implements MojoExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(TestMojoFeeder.class);

  private static final String HANDSHAKE = "deploy-pipeline.lease.handshake";

  private final MojoEnds ends;
  private final Map<PoolSession, ForkKit> kits = new HashMap<>();

  @Inject
  TestMojoFeeder(MojoEnds ends) {
    this.ends = ends;
  }

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) throws MojoExecutionException {
    MojoExecution execution = event.getExecution();
    Optional<Stage> stage = TestMojo.stage(execution);
    if (stage.isEmpty()) {
      return;
    }
    PoolSession pool = PoolSession.of(event.getSession());
    if (pool.services().isEmpty()) {
      return;
    }
    boolean fed = false;
    try {
      TestMojo mojo = new TestMojo(event.getMojo());
      if (mojo.hasTests()) {
        feed(event, mojo, pool, stage.get());
      }
      fed = true;
    } catch (ReflectiveOperationException e) {
      throw new MojoExecutionException(
          "cannot hand the services' properties to "
              + execution.getPlugin().getId()
              + ": "
              + e
              + ". Perhaps you should use version 3 of that plugin.",
          e);
    } catch (IOException e) {
      throw new MojoExecutionException(
          "the test JVMs cannot be enabled to lease: " + e.getMessage(), e);
    } finally {
      if (!fed) {
        ends.end(execution);
      }
    }
  }

  private void feed(MojoExecutionEvent event, TestMojo mojo, PoolSession pool, Stage stage)
      throws MojoExecutionException, ReflectiveOperationException, IOException {
    String holder = holder(event);
    lease(event, mojo, pool, LeaseScope.MODULE, stage);
    if (pool.leases(LeaseScope.FORK, stage)) {
      if (mojo.forks()) {
        ForkKit kit = kit(pool);
        mojo.addAgent(kit.jar(), kit.handshake(stage, holder, mojo.environmentOfTheUser()));
      } else {
        // The tests run in this JVM, which is the one fork there is.
        lease(event, mojo, pool, LeaseScope.FORK, stage);
      }
    }
    if (pool.leases(LeaseScope.CLASS, stage)) {
      if (mojo.forks()) {
        ForkKit kit = kit(pool);
        mojo.addToClassPath(kit.jar());
        mojo.addProperties(Map.of(HANDSHAKE, kit.handshake(stage, holder, Set.of()).toString()));
      } else {
        // A class that gets no lease ends its JVM, and this one must not end like that.
        lease(event, mojo, pool, LeaseScope.CLASS, stage);
      }
    }
  }

  private void lease(
      MojoExecutionEvent event, TestMojo mojo, PoolSession pool, LeaseScope scope, Stage stage)
      throws MojoExecutionException, ReflectiveOperationException {
    String holder = holder(event);
    Leases leased = pool.lease(scope, stage, holder);
    ends.atEnd(event.getExecution(), leased::close);
    mojo.addProperties(leased.properties());
    mojo.addEnvironment(leased.environment());
    if (!leased.environment().isEmpty() && !mojo.forks()) {
      LOG.warn(
          "{} runs its tests in Maven's own JVM (forkCount is 0), which cannot be given the environment"
              + " variables {}. Perhaps you should expose system properties.",
          holder,
          leased.environment().keySet());
    }
  }

  private synchronized ForkKit kit(PoolSession pool) throws IOException {
    ForkKit kit = kits.get(pool);
    if (kit == null) {
      kit = ForkKit.make(pool);
      kits.put(pool, kit);
      // A kit holds its session, so that nothing else would ever let go of the two: this object
      // outlives sessions where one Maven process runs many.
      pool.onClose(() -> forget(pool));
    }
    return kit;
  }

  private synchronized void forget(PoolSession pool) {
    kits.remove(pool);
  }

  private static String holder(MojoExecutionEvent event) {
    MavenProject project = event.getProject();
    return TestMojo.label(event.getExecution())
        + (project == null ? "" : " @ " + project.getArtifactId());
  }

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {}

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {}
}
