package dev.deploypipeline.extension;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.Leases;
import dev.deploypipeline.reactor.PoolSession;
import dev.deploypipeline.reactor.PoolSignals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
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
final class TestMojoFeeder {

  private static final Logger LOG = LoggerFactory.getLogger(TestMojoFeeder.class);

  private static final String HANDSHAKE = "deploy-pipeline.lease.handshake";

  /**
   * A mojo that is being fed.
   *
   * @param held gives back what it has got so far
   */
  private record Feeding(
      MojoExecutionEvent event,
      TestMojo mojo,
      PoolSession pool,
      Stage stage,
      List<Runnable> held) {}

  private final MojoEnds ends;
  private final Map<PoolSession, ForkKit> kits = new HashMap<>();

  @Inject
  TestMojoFeeder(MojoEnds ends) {
    this.ends = ends;
  }

  /**
   * Feeds a mojo that is about to run.
   *
   * @throws MojoExecutionException where it gets no lease; what it had got is given back by then
   */
  void feed(MojoExecutionEvent event) throws MojoExecutionException {
    MojoExecution execution = event.getExecution();
    Optional<Stage> stage = TestMojo.stage(execution);
    if (stage.isEmpty()) {
      return;
    }
    PoolSession pool = PoolSession.of(event.getSession());
    if (pool.services().isEmpty()) {
      return;
    }
    Feeding feeding =
        new Feeding(event, new TestMojo(event.getMojo()), pool, stage.get(), new ArrayList<>());
    boolean fed = false;
    try {
      if (feeding.mojo().hasTests()) {
        feed(feeding);
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
        feeding.held().forEach(Runnable::run);
      }
    }
  }

  private void feed(Feeding feeding)
      throws MojoExecutionException, ReflectiveOperationException, IOException {
    TestMojo mojo = feeding.mojo();
    PoolSession pool = feeding.pool();
    Stage stage = feeding.stage();
    String holder = holder(feeding.event());
    lease(feeding, LeaseScope.MODULE);
    if (pool.leases(LeaseScope.FORK, stage)) {
      if (mojo.forks()) {
        ForkKit kit = kit(pool);
        mojo.addAgent(kit.jar(), kit.handshake(stage, holder, mojo.environmentOfTheUser()));
      } else {
        // The tests run in this JVM, which is the one fork there is.
        lease(feeding, LeaseScope.FORK);
      }
    }
    if (pool.leases(LeaseScope.CLASS, stage)) {
      if (mojo.forks()) {
        ForkKit kit = kit(pool);
        mojo.addToClassPath(kit.jar());
        mojo.addProperties(Map.of(HANDSHAKE, kit.handshake(stage, holder, Set.of()).toString()));
      } else {
        // A class that gets no lease ends its JVM, and this one must not end like that.
        lease(feeding, LeaseScope.CLASS);
      }
    }
  }

  private void lease(Feeding feeding, LeaseScope scope)
      throws MojoExecutionException, ReflectiveOperationException {
    MojoExecutionEvent event = feeding.event();
    TestMojo mojo = feeding.mojo();
    String holder = holder(event);
    Leases leased = feeding.pool().lease(scope, feeding.stage(), holder);
    feeding.held().add(ends.atEnd(event, () -> giveBack(leased, event.getSession())));
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

  /**
   * Not while the build is being stopped: Surefire lets go of an interrupted test JVM before that
   * has ended, and what it may still write to must not be taken for clean by a later build.
   */
  private static void giveBack(Leases leased, MavenSession session) {
    if (!PoolSignals.isStopping(session)) {
      leased.close();
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
}
