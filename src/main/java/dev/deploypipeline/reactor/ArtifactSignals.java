package dev.deploypipeline.reactor;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.SessionData;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceRepository;

/**
 * Which artifacts a build uses, as told by the resolver. In JDK types, because a goal that is typed
 * runs in another class realm than the extension.
 */
public final class ArtifactSignals {

  private static final String KEY = "dev.deploypipeline.artifacts-used";

  private ArtifactSignals() {}

  /**
   * Has everything told from now on that is resolved in the session, from many threads, and more
   * than once; whoever listens already goes on to hear it.
   *
   * @param listener takes the coordinates, as the resolver writes them, and the file
   */
  @SuppressWarnings("unchecked")
  static void listen(MavenSession session, BiConsumer<String, Path> listener) {
    SessionData data = session.getRepositorySession().getData();
    BiConsumer<String, Path> known =
        data.get(KEY) instanceof BiConsumer<?, ?> other
            ? (BiConsumer<String, Path>) other
            : (coordinates, file) -> {};
    data.set(KEY, known.andThen(listener));
  }

  /** Tells of an artifact that was resolved; costs next to nothing where nobody listens. */
  @SuppressWarnings("unchecked")
  public static void resolved(RepositoryEvent event) {
    SessionData data = event.getSession().getData();
    Artifact artifact = event.getArtifact();
    if (data == null
        || artifact == null
        || artifact.getFile() == null
        || event.getRepository() instanceof WorkspaceRepository) {
      return;
    }
    if (data.get(KEY) instanceof BiConsumer<?, ?> listener) {
      ((BiConsumer<String, Path>) listener)
          .accept(
              artifact.setVersion(artifact.getBaseVersion()).toString(),
              artifact.getFile().toPath());
    }
  }
}
