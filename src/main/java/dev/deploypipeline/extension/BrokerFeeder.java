package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.BrokerSession;
import dev.deploypipeline.reactor.BrokerSession.Delivery;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the test JVMs of Surefire and Failsafe find the Docker broker in the place of the engine,
 * where their class path has a client for it. Each mojo gets a socket of its own, and when it is
 * over, the containers that its tests left are removed. Never fails a build.
 */
@Named("deploy-pipeline-broker")
@Singleton
final class BrokerFeeder {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerFeeder.class);

  private static final Set<String> CLIENTS = Set.of("org.testcontainers", "com.github.docker-java");
  private static final String HOST = "DOCKER_HOST";

  private final MojoEnds ends;

  @Inject
  BrokerFeeder(MojoEnds ends) {
    this.ends = ends;
  }

  /** Feeds a mojo that is about to run. */
  void feed(MojoExecutionEvent event) {
    MojoExecution execution = event.getExecution();
    if (TestMojo.stage(execution).isEmpty()) {
      return;
    }
    Optional<Delivery> delivery = Optional.empty();
    try {
      Optional<BrokerSession> broker = BrokerSession.of(event.getSession());
      if (broker.isEmpty() || !hasClient(event.getProject())) {
        return;
      }
      TestMojo mojo = new TestMojo(event.getMojo());
      if (!mojo.hasTests()) {
        return;
      }
      Optional<String> obstacle = obstacle(mojo);
      if (obstacle.isPresent()) {
        broker.get().staysOut(holder(event), obstacle.get());
        return;
      }
      delivery = broker.get().deliver(holder(event));
      if (delivery.isPresent()) {
        Delivery delivered = delivery.get();
        mojo.addEnvironment(delivered.environment());
        ends.atEnd(event, () -> release(delivered, execution));
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.warn(
          "deploy-pipeline: {} cannot be handed the Docker broker, so its tests use the engine: {}",
          execution.getPlugin().getId(),
          e.toString());
      delivery.ifPresent(useless -> release(useless, execution));
    }
  }

  private static Optional<String> obstacle(TestMojo mojo) throws ReflectiveOperationException {
    if (!mojo.forks()) {
      return Optional.of("its tests run in Maven's own JVM (forkCount is 0)");
    }
    // What the user says of the engine for these tests is no business of ours.
    return mojo.environmentOfTheUser().contains(HOST)
        ? Optional.of(HOST + " is set for its tests")
        : Optional.empty();
  }

  private static boolean hasClient(MavenProject project) {
    return project != null
        && project.getArtifacts().stream()
            .anyMatch(artifact -> CLIENTS.contains(artifact.getGroupId()));
  }

  private static String holder(MojoExecutionEvent event) {
    MavenProject project = event.getProject();
    return TestMojo.label(event.getExecution())
        + " @ "
        + project.getGroupId()
        + ":"
        + project.getArtifactId();
  }

  private static void release(Delivery delivery, MojoExecution execution) {
    try {
      delivery.scope().close();
    } catch (RuntimeException | LinkageError e) {
      // Maven takes the class path away when it is interrupted; the tests have ended as they did.
      LOG.warn(
          "deploy-pipeline: what the tests of {} left in the Docker engine stays there: {}",
          execution.getPlugin().getId(),
          e.toString());
    }
  }
}
