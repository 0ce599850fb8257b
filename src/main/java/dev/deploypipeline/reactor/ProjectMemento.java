package dev.deploypipeline.reactor;

import dev.deploypipeline.reuse.AttachedFile;
import dev.deploypipeline.reuse.ProjectChanges;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/** What a project was before a task worked on it. */
final class ProjectMemento {

  private final MavenProject project;
  private final ModulePaths paths;
  private final Map<Object, Object> properties;
  private final List<String> sources;
  private final List<String> testSources;
  private final List<Artifact> attached;
  private final File file;

  ProjectMemento(MavenProject project) {
    this.project = project;
    this.paths = ModulePaths.of(project);
    this.properties = new HashMap<>(project.getProperties());
    this.sources = List.copyOf(project.getCompileSourceRoots());
    this.testSources = List.copyOf(project.getTestCompileSourceRoots());
    this.attached = List.copyOf(project.getAttachedArtifacts());
    this.file = project.getArtifact().getFile();
  }

  /** What the task has changed; empty where that cannot be kept. */
  Optional<ProjectChanges> changes() {
    Map<String, String> changed = new HashMap<>();
    for (Map.Entry<Object, Object> one : project.getProperties().entrySet()) {
      if (!one.getValue().equals(properties.get(one.getKey()))) {
        changed.put(String.valueOf(one.getKey()), String.valueOf(one.getValue()));
      }
    }
    List<AttachedFile> artifacts = new ArrayList<>();
    File now = project.getArtifact().getFile();
    List<Artifact> added = new ArrayList<>(project.getAttachedArtifacts());
    added.removeAll(attached);
    if (now != null && !now.equals(file)) {
      added.add(0, project.getArtifact());
    }
    for (Artifact artifact : added) {
      Path path = artifact.getFile().toPath().toAbsolutePath().normalize();
      if (!path.startsWith(paths.base())) {
        return Optional.empty();
      }
      String classifier = artifact.getClassifier();
      artifacts.add(
          new AttachedFile(
              artifact.getType(),
              classifier == null ? "" : classifier,
              artifact.getArtifactHandler().getExtension(),
              paths.name(path),
              artifact == project.getArtifact()));
    }
    return Optional.of(
        new ProjectChanges(
            changed,
            added(sources, project.getCompileSourceRoots()),
            added(testSources, project.getTestCompileSourceRoots()),
            artifacts));
  }

  /** Relative where they are in the module. */
  private List<String> added(List<String> before, List<String> after) {
    return after.stream()
        .filter(root -> !before.contains(root))
        .map(root -> paths.file(root).normalize())
        .map(root -> root.startsWith(paths.base()) ? paths.name(root) : root.toString())
        .toList();
  }

  /** Does to a project what the task did. */
  static void apply(ProjectChanges changes, MavenProject project, MavenProjectHelper helper) {
    Path base = ModulePaths.of(project).base();
    changes.properties().forEach(project.getProperties()::setProperty);
    changes.sourceRoots().forEach(root -> project.addCompileSourceRoot(absolute(base, root)));
    changes
        .testSourceRoots()
        .forEach(root -> project.addTestCompileSourceRoot(absolute(base, root)));
    for (AttachedFile one : changes.artifacts()) {
      File artifact = base.resolve(one.path()).toFile();
      if (one.main()) {
        project.getArtifact().setFile(artifact);
      } else {
        helper.attachArtifact(
            project, one.type(), one.classifier().isEmpty() ? null : one.classifier(), artifact);
      }
    }
  }

  private static String absolute(Path base, String root) {
    return base.resolve(root).toString();
  }
}
