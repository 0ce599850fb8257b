package dev.deploypipeline.reactor;

import dev.deploypipeline.runtime.BinaryArtifacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Fetches jars the way Maven fetches a plugin: same repositories, mirrors, credentials, proxies and
 * offline switch.
 */
public final class MavenArtifacts implements BinaryArtifacts {

  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> repositories;

  /**
   * Uses the plugin repositories of a project.
   *
   * @param system Maven's resolver
   * @param session the build
   * @param project the project whose plugin repositories count
   */
  public MavenArtifacts(RepositorySystem system, MavenSession session, MavenProject project) {
    this.system = Objects.requireNonNull(system, "system");
    this.session = session.getRepositorySession();
    this.repositories = List.copyOf(project.getRemotePluginRepositories());
  }

  @Override
  public Path fetch(String groupId, String artifactId, String version) throws IOException {
    ArtifactRequest request =
        new ArtifactRequest(
            new DefaultArtifact(groupId, artifactId, "jar", version), repositories, "plugin");
    try {
      return system.resolveArtifact(session, request).getArtifact().getFile().toPath();
    } catch (ArtifactResolutionException e) {
      String advice =
          session.isOffline()
              ? "Perhaps you should build once without --offline."
              : "Perhaps you should check the plugin repositories " + ids() + " and the network.";
      throw new IOException(
          "cannot download %s:%s:%s (%s). %s"
              .formatted(groupId, artifactId, version, e.getMessage(), advice),
          e);
    }
  }

  private List<String> ids() {
    return repositories.stream().map(RemoteRepository::getId).toList();
  }
}
