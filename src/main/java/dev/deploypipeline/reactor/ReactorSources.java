package dev.deploypipeline.reactor;

import dev.deploypipeline.selection.Sources;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.FileSet;
import org.apache.maven.project.MavenProject;

/** What the modules of a session are built from. */
public final class ReactorSources {

  private ReactorSources() {}

  /** The poms, the directories {@code src} and the source roots elsewhere, of all modules. */
  public static Sources of(MavenSession session) {
    List<Path> places = new ArrayList<>();
    List<Path> generated = new ArrayList<>();
    for (MavenProject project : session.getProjects()) {
      Path base = project.getBasedir().toPath();
      Stream.ofNullable(project.getFile()).map(File::toPath).forEach(places::add);
      places.add(base.resolve("src"));
      Stream.of(
              project.getCompileSourceRoots().stream(),
              project.getTestCompileSourceRoots().stream(),
              Stream.concat(
                      project.getBuild().getResources().stream(),
                      project.getBuild().getTestResources().stream())
                  .map(FileSet::getDirectory))
          .flatMap(all -> all)
          .filter(Objects::nonNull)
          .map(base::resolve)
          .forEach(places::add);
      generated.add(base.resolve(project.getBuild().getDirectory()));
    }
    return new Sources(places, generated);
  }
}
