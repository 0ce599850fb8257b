package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/**
 * An image whose server is up after {@value #SECONDS} s, as those of Keycloak, Kafka or Oracle may
 * be: Redis behind a {@code sleep}. Built from the local redis:7, and removed by closing.
 */
final class SlowImage implements AutoCloseable {

  static final int SECONDS = 8;
  static final String NAME = "deploy-pipeline-benchmark/slow-redis:" + SECONDS + "s";

  SlowImage() throws IOException {
    String entry =
        "sleep %d; exec redis-server --protected-mode no --bind 0.0.0.0".formatted(SECONDS);
    docker(
        "FROM redis:7\nENTRYPOINT [\"sh\", \"-c\", \"" + entry + "\"]\nCMD []\n",
        List.of("docker", "build", "-q", "-t", NAME, "-"));
  }

  private static void docker(String input, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(UTF_8));
    }
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      throw new IOException(command + " ended with " + status);
    }
  }

  @Override
  public void close() throws IOException {
    docker("", List.of("docker", "rmi", "-f", NAME));
  }
}
