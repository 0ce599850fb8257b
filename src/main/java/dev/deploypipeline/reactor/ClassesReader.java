package dev.deploypipeline.reactor;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;

/**
 * Answers for the artifacts of the reactor with the directories their classes will be in, whether
 * or not they exist yet, so that a module can be resolved before its upstream modules are built.
 * What a directory cannot stand for is left to Maven's own reader. Has a repository key of its own,
 * since Maven's reader answers differently and answers are cached.
 */
final class ClassesReader implements WorkspaceReader {

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

  /**
   * This reader in the shape of Maven's own: it has all interfaces of that one, and what they ask
   * beyond a plain reader is answered by it. Maven 3 and Maven 4 have different interfaces for a
   * reader that also knows models; a reader that they do not recognise makes them build the models
   * of the reactor anew, which fails where a parent is not among the modules being built.
   */
  WorkspaceReader asMavens() {
    if (maven == null) {
      return this;
    }
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> type = maven.getClass(); type != null; type = type.getSuperclass()) {
      interfaces.addAll(List.of(type.getInterfaces()));
    }
    return (WorkspaceReader)
        Proxy.newProxyInstance(
            maven.getClass().getClassLoader(), interfaces.toArray(Class<?>[]::new), this::answer);
  }

  private Object answer(Object proxy, Method method, Object[] arguments) throws Throwable {
    try {
      return switch (method.getName()) {
        case "getRepository" -> getRepository();
        case "findArtifact" -> findArtifact((Artifact) arguments[0]);
        case "findArtifactPath" -> findArtifactPath((Artifact) arguments[0]);
        case "findVersions" -> findVersions((Artifact) arguments[0]);
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> method.invoke(maven, arguments);
      };
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
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
