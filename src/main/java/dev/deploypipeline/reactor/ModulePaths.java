package dev.deploypipeline.reactor;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.project.MavenProject;

/**
 * Where a module is.
 *
 * @param base its directory, absolute
 * @param build the directory that it is built in, absolute; mostly below the other
 */
record ModulePaths(Path base, Path build) {

  static ModulePaths of(MavenProject project) {
    Path base = project.getBasedir().toPath().toAbsolutePath().normalize();
    return new ModulePaths(base, base.resolve(project.getBuild().getDirectory()).normalize());
  }

  /** The path of a file below the module's directory, its names separated by {@code /}. */
  String name(Path file) {
    return slashes(base.relativize(file));
  }

  /** The file of such a path. */
  Path file(String name) {
    return base.resolve(name);
  }

  static String slashes(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }
}
