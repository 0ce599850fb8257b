package dev.deploypipeline.runtime;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A shell process that removes containers when this JVM is gone, however it went. It holds the
 * other end of a pipe from this JVM, and learns the containers' names through it. Needs the command
 * {@code docker}, {@code podman} or, for an engine with a socket, {@code curl}; where all are
 * missing, and where the process is killed together with the JVM, the sweep of the next build
 * removes them.
 */
final class Watchdog implements AutoCloseable {

  private final Process process;

  private Watchdog(Process process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param engine where the containers will be
   * @throws IOException if no shell can be started
   */
  static Watchdog over(URI engine) throws IOException {
    return new Watchdog(
        new ProcessBuilder(command(engine))
            // It may outlive the build, and must not keep the project's directory in use.
            .directory(new File("/"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Its command, whose standard input takes names of containers, one a line. */
  static List<String> command(URI engine) throws IOException {
    try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
      return List.of(
          "/bin/sh",
          "-c",
          new String(script.readAllBytes(), StandardCharsets.UTF_8),
          "deploy-pipeline-watchdog",
          engine.toString());
    }
  }

  /**
   * Hands over a container that is about to be created.
   *
   * @param container its name, without blanks
   * @throws IOException if the process is gone
   */
  synchronized void guard(String container) throws IOException {
    OutputStream pipe = process.getOutputStream();
    pipe.write((container + "\n").getBytes(StandardCharsets.UTF_8));
    pipe.flush();
  }

  /** Ends it; the containers stay. */
  @Override
  public void close() {
    // Before the pipe is closed, whose end it would take for ours.
    process.destroyForcibly().onExit().join();
  }
}
