package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A JVM that runs {@link RunsContainers}. */
final class TestJvm implements AutoCloseable {

  /** How long a round took, in milliseconds, and what the container held. */
  record Round(double start, double stop, String found) {}

  private final Process process;
  private final BufferedReader out;

  /**
   * @param socket the engine's socket; empty for the engine that the environment names
   */
  TestJvm(Optional<Path> socket) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                RunsContainers.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    socket.ifPresent(path -> command.environment().put("DOCKER_HOST", "unix://" + path));
    command.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
    process = command.start();
    out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  String ask(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
    String answer = out.readLine();
    while (answer != null && !answer.startsWith("RESULT ")) {
      answer = out.readLine();
    }
    if (answer == null || answer.startsWith("RESULT failed")) {
      throw new IOException("the test JVM says: " + answer);
    }
    return answer.substring("RESULT ".length());
  }

  Round round(String line) throws IOException {
    List<String> words = List.of(ask(line).split(" ", 3));
    return new Round(
        Long.parseLong(words.get(0)) / 1000.0, Long.parseLong(words.get(1)) / 1000.0, words.get(2));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
