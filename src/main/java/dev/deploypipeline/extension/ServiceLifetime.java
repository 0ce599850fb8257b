package dev.deploypipeline.extension;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.reactor.BrokerDeclarations;
import dev.deploypipeline.reactor.BrokerSession;
import dev.deploypipeline.reactor.LockRecorder;
import dev.deploypipeline.reactor.MavenArtifacts;
import dev.deploypipeline.reactor.PoolDeclarations;
import dev.deploypipeline.reactor.PoolSession;
import dev.deploypipeline.reactor.ServiceDeclarations;
import dev.deploypipeline.reactor.TestJvmDeclarations;
import dev.deploypipeline.reactor.TestJvmSession;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Tells the session's pool what is declared, and closes it when the session ends, failed builds
 * included.
 */
@Named("deploy-pipeline-services")
@Singleton
final class ServiceLifetime extends AbstractMavenLifecycleParticipant {

  private static final String GROUP = "dev.deploypipeline";
  private static final String SKIP = "deploy-pipeline.skip";

  private final RepositorySystem system;
  private final MojoEnds ends;

  @Inject
  ServiceLifetime(RepositorySystem system, MojoEnds ends) {
    this.system = system;
    this.ends = ends;
  }

  @Override
  public void afterProjectsRead(MavenSession session) throws MavenExecutionException {
    MavenProject top = session.getTopLevelProject();
    findPrefixInEveryReactor(session);
    String skip =
        session.getUserProperties().getProperty(SKIP, top.getProperties().getProperty(SKIP));
    if (Boolean.parseBoolean(skip)) {
      return;
    }
    ends.watch(session);
    try {
      LockRecorder.begin(session);
      if (BrokerDeclarations.isOn(session)) {
        BrokerSession.announce(
            session, () -> PoolDeclarations.of(session, System.getenv()).startedAhead());
      }
      TestJvmSession.announce(session, TestJvmDeclarations.of(session));
      List<ServiceSettings> services = ServiceDeclarations.of(session);
      if (!services.isEmpty()) {
        PoolSession.of(session)
            .configure(
                services,
                PoolDeclarations.of(session, System.getenv()),
                new MavenArtifacts(system, session, top),
                Path.of(session.getExecutionRootDirectory()));
      }
    } catch (IllegalArgumentException e) {
      throw new MavenExecutionException("deploy-pipeline: " + e.getMessage(), e);
    }
  }

  /**
   * Maven looks a prefix up in the plugins of the reactor's first module, which is not the root
   * where the root imports a BOM of its own reactor, and then in the plugin groups.
   */
  private static void findPrefixInEveryReactor(MavenSession session) {
    MavenExecutionRequest request = session.getRequest();
    if (!request.getPluginGroups().contains(GROUP)) {
      request.addPluginGroup(GROUP);
    }
  }

  @Override
  public void afterSessionEnd(MavenSession session) {
    LockRecorder.end(session);
    PoolSession.of(session).close();
    ends.forget(session);
  }
}
