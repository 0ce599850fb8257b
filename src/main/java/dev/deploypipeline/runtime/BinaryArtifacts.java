package dev.deploypipeline.runtime;

import java.io.IOException;
import java.nio.file.Path;

/** Port: where the servers' binaries come from. Safe for use by many threads. */
public interface BinaryArtifacts {

  /**
   * Finds the jar of an artifact, downloading it if need be.
   *
   * @return an existing, readable file
   * @throws IOException if it cannot be had; the message says from where and what to do
   */
  Path fetch(String groupId, String artifactId, String version) throws IOException;
}
