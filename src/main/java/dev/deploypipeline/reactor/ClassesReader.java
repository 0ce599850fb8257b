package dev.deploypipeline.reactor;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.apache.maven.repository.internal.MavenWorkspaceReader;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;

/**
 * Answers for the artifacts of the reactor with the directories their classes will be in, whether
 * or not they exist yet, so that a module can be resolved before its upstream modules are built.
 * What a directory cannot stand for is left to Maven's own reader. Has a repository key of its own,
 * since Maven's reader answers differently and answers are cached.
 */
final class ClassesReader implements MavenWorkspaceReader {

  private final WorkspaceReader maven;
  private final Map<String, MavenProject> projects;
  private final Set<String> packaged;
  private final WorkspaceRepository repository;

  /**
   * @param maven Maven's own reader
   * @param projects the reactor, by {@code groupId:artifactId:version}
   * @param packaged the modules, {@code groupId:artifactId}, whose directory cannot stand for their
   *     artifact
   */
  ClassesReader(WorkspaceReader maven, Map<String, MavenProject> projects, Set<String> packaged) {
    this.maven = maven;
    this.projects = Map.copyOf(projects);
    this.packaged = Set.copyOf(packaged);
    this.repository = new WorkspaceRepository("reactor", List.of("deploy-pipeline", this.packaged));
  }

  @Override
  public WorkspaceRepository getRepository() {
    return repository;
  }

  @Override
  public File findArtifact(Artifact artifact) {
    MavenProject project = project(artifact);
    if (project == null || packaged.contains(Sessions.id(project))) {
      return maven.findArtifact(artifact);
    }
    File directory = directory(project, artifact);
    return directory == null ? maven.findArtifact(artifact) : directory;
  }

  /**
   * What resolver 2 calls instead of {@link #findArtifact}; overrides nothing in the resolver this
   * is compiled against.
   */
  public Path findArtifactPath(Artifact artifact) {
    File file = findArtifact(artifact);
    return file == null ? null : file.toPath();
  }

  @Override
  public List<String> findVersions(Artifact artifact) {
    return projects.values().stream()
        .filter(
            project ->
                project.getGroupId().equals(artifact.getGroupId())
                    && project.getArtifactId().equals(artifact.getArtifactId()))
        .map(MavenProject::getVersion)
        .toList();
  }

  @Override
  public Model findModel(Artifact artifact) {
    return maven instanceof MavenWorkspaceReader reader ? reader.findModel(artifact) : null;
  }

  private MavenProject project(Artifact artifact) {
    return projects.get(
        artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion());
  }

  /** The directory that stands for an artifact, or null where none does. */
  static File directory(MavenProject project, Artifact artifact) {
    String extension = artifact.getExtension();
    if (artifact.getClassifier().isEmpty()
        && extension.equals(project.getArtifact().getArtifactHandler().getExtension())
        && "jar".equals(extension)) {
      return new File(project.getBuild().getOutputDirectory());
    }
    if ("jar".equals(extension) && "tests".equals(artifact.getClassifier())) {
      return new File(project.getBuild().getTestOutputDirectory());
    }
    return null;
  }
}
