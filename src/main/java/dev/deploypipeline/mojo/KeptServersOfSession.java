package dev.deploypipeline.mojo;

import dev.deploypipeline.runtime.EmbeddedServers;
import dev.deploypipeline.runtime.KeptServers;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;

/** Finds the kept servers that a Maven session means. */
final class KeptServersOfSession {

  private KeptServersOfSession() {}

  /**
   * Those of the directory where Maven was started, or of all of the user's projects.
   *
   * @throws IOException if they cannot be looked at; the message says what to do
   */
  static KeptServers of(MavenSession session, boolean all) throws IOException {
    return KeptServers.of(
        EmbeddedServers.defaultCache(System.getenv(), Path.of(System.getProperty("user.home"))),
        Path.of(session.getExecutionRootDirectory()),
        all);
  }
}
