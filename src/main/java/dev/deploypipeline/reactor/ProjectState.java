package dev.deploypipeline.reactor;

import dev.deploypipeline.model.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/**
 * The state of one module's project. The spine works on the project itself; each side task works on
 * a copy taken when its place on the spine was reached, and what it changed is merged back when the
 * spine waits for it.
 */
final class ProjectState {

  /** A copy, and what it was when it was made. */
  private record View(
      MavenProject copy,
      Properties properties,
      List<Artifact> attached,
      List<String> sources,
      List<String> testSources) {}

  private final MavenProject project;
  private final Map<TaskId, View> views = new LinkedHashMap<>();

  ProjectState(MavenProject project) {
    this.project = project;
  }

  MavenProject project() {
    return project;
  }

  /**
   * Takes the copy that the side task will work on. Called when nothing on the spine of the module
   * runs.
   */
  synchronized void keepView(TaskId side) {
    MavenProject copy = project.clone();
    Properties properties = new Properties();
    properties.putAll(copy.getProperties());
    views.put(
        side,
        new View(
            copy,
            properties,
            List.copyOf(copy.getAttachedArtifacts()),
            List.copyOf(copy.getCompileSourceRoots()),
            List.copyOf(copy.getTestCompileSourceRoots())));
  }

  /** The copy that was kept for the side task. */
  synchronized MavenProject view(TaskId side) {
    View view = views.get(side);
    if (view == null) {
      throw new IllegalStateException("no state of the project was kept for " + side);
    }
    return view.copy();
  }

  /**
   * Adds to the project what the side task added to its copy. Called when nothing on the spine of
   * the module runs.
   */
  @SuppressWarnings(
      "deprecation") // The project helper that replaces it would attach a new artifact, not this
  // one.
  synchronized void merge(TaskId side) {
    View view = views.remove(side);
    if (view == null) {
      return;
    }
    view.copy()
        .getProperties()
        .forEach(
            (name, value) -> {
              if (!value.equals(view.properties().get(name))) {
                project.getProperties().put(name, value);
              }
            });
    view.copy().getAttachedArtifacts().stream()
        .filter(artifact -> !view.attached().contains(artifact))
        .filter(artifact -> !project.getAttachedArtifacts().contains(artifact))
        .forEach(project::addAttachedArtifact);
    view.copy().getCompileSourceRoots().stream()
        .filter(root -> !view.sources().contains(root))
        .forEach(project::addCompileSourceRoot);
    view.copy().getTestCompileSourceRoots().stream()
        .filter(root -> !view.testSources().contains(root))
        .forEach(project::addTestCompileSourceRoot);
  }

  /** Merges, in the order in which the copies were taken, whatever is not merged yet. */
  synchronized void mergeAll() {
    List.copyOf(views.keySet()).forEach(this::merge);
  }
}
