package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.RepositoryEvent.EventType;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.ArtifactRepository;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.junit.jupiter.api.Test;

class ArtifactSignalsTest {

  private static final File FILE = new File("some.jar");
  private static final ArtifactRepository LOCAL = new LocalRepository("repository");

  private final DefaultRepositorySystemSession repositories =
      MavenRepositorySystemUtils.newSession();
  private final List<String> heard = new ArrayList<>();

  @Test
  void tellsOfWhatWasResolved() {
    listen();
    ArtifactSignals.resolved(event(new DefaultArtifact("g:a:jar:tests:1").setFile(FILE), LOCAL));

    assertThat(heard).containsExactly("g:a:jar:tests:1 some.jar");
  }

  @Test
  void aSnapshotHasTheVersionThatThePomNames() {
    listen();
    ArtifactSignals.resolved(
        event(new DefaultArtifact("g:a:jar:1-20261130.120000-3").setFile(FILE), LOCAL));

    assertThat(heard).containsExactly("g:a:jar:1-SNAPSHOT some.jar");
  }

  @Test
  void whatTheReactorMakesIsNotTold() {
    listen();
    ArtifactSignals.resolved(
        event(new DefaultArtifact("g:a:jar:1").setFile(FILE), new WorkspaceRepository()));

    assertThat(heard).isEmpty();
  }

  @Test
  void whatWasNotFoundIsNotTold() {
    listen();
    ArtifactSignals.resolved(event(new DefaultArtifact("g:a:jar:1"), LOCAL));

    assertThat(heard).isEmpty();
  }

  @Test
  void whoListenedBeforeGoesOnToHear() {
    listen();
    listen();
    ArtifactSignals.resolved(event(new DefaultArtifact("g:a:jar:1").setFile(FILE), LOCAL));

    assertThat(heard).hasSize(2);
  }

  @Test
  void nobodyHasToListen() {
    ArtifactSignals.resolved(event(new DefaultArtifact("g:a:jar:1").setFile(FILE), LOCAL));

    assertThat(heard).isEmpty();
  }

  @SuppressWarnings("deprecation")
  private void listen() {
    MavenSession session =
        new MavenSession(null, repositories, new DefaultMavenExecutionRequest(), null);
    ArtifactSignals.listen(session, (coordinates, file) -> heard.add(coordinates + " " + file));
  }

  private RepositoryEvent event(Artifact artifact, ArtifactRepository repository) {
    return new RepositoryEvent.Builder(repositories, EventType.ARTIFACT_RESOLVED)
        .setArtifact(artifact)
        .setRepository(repository)
        .build();
  }
}
