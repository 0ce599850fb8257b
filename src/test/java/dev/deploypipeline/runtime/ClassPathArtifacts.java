package dev.deploypipeline.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Finds the binaries among the test dependencies, so that the tests need no network. */
final class ClassPathArtifacts implements BinaryArtifacts {

  @Override
  public Path fetch(String groupId, String artifactId, String version) throws IOException {
    String file = artifactId + "-" + version + ".jar";
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
      if (entry.endsWith(File.separator + file)) {
        return Path.of(entry);
      }
    }
    throw new IOException("test dependency " + file + " is missing");
  }
}
