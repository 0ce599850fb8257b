package dev.deploypipeline.reactor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** Private sessions for tasks that run at the same time. */
final class Sessions {

  private Sessions() {}

  /**
   * A session whose current project is the given one, for every thread that asks.
   *
   * @param project the project or a copy of it; it takes the place of its equal in the session's
   *     list
   */
  static MavenSession forProject(MavenSession session, MavenProject project) {
    List<MavenProject> projects = new ArrayList<>(session.getProjects());
    projects.replaceAll(other -> other.equals(project) ? project : other);
    MavenSession own = session.clone();
    // Setting the projects resets the current project, so that comes second; and a session's
    // current project is a
    // thread-local whose default is the one of the thread that cloned it, so the session is cloned
    // once more.
    own.setProjects(projects);
    own.setCurrentProject(project);
    MavenSession copy = own.clone();
    copy.setCurrentProject(project);
    return copy;
  }

  /** Where the pipeline keeps what outlives a build: {@code .mvn/deploy-pipeline}. */
  static Path directory(MavenSession session) {
    return session
        .getRequest()
        .getMultiModuleProjectDirectory()
        .toPath()
        .resolve(".mvn/deploy-pipeline");
  }

  /** {@code groupId:artifactId:version}. */
  static String coordinates(MavenProject project) {
    return id(project) + ":" + project.getVersion();
  }

  /** {@code groupId:artifactId}. */
  static String id(MavenProject project) {
    return project.getGroupId() + ":" + project.getArtifactId();
  }
}
