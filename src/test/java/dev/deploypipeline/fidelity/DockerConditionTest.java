package dev.deploypipeline.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConditionTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream console = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void holdsWhereAnEngineAnswers() throws IOException {
    assertThat(holdsWithAnswer("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\n\r\nOK")).isTrue();
  }

  @Test
  void doesNotHoldWhereSomethingElseAnswers() throws IOException {
    assertThat(holdsWithAnswer("HTTP/1.1 404 Not Found\r\n\r\n")).isFalse();
  }

  @Test
  void saysInOneLineThatNothingAnswers() {
    assertThat(
            DockerCondition.holds("test", "unix://" + folder.resolve("none.sock"), false, console))
        .isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("[INFO] test: skipped, no Docker engine answers at unix://");
  }

  @Test
  void isAnErrorWhereDockerIsRequired() {
    assertThatThrownBy(
            () ->
                DockerCondition.holds(
                    "test", "unix://" + folder.resolve("none.sock"), true, console))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no Docker engine answers at unix://")
        .hasMessageContaining("Perhaps you should start one");
  }

  @Test
  void saysInOneLineThatAProgramIsMissing() {
    assertThat(DockerCondition.holdsWith("test", "no-such-program", "/bin:" + folder, console))
        .isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("[INFO] test: skipped, there is no program no-such-program");
    assertThat(DockerCondition.holdsWith("test", "sh", folder + ":/bin", console)).isTrue();
  }

  private boolean holdsWithAnswer(String answer) throws IOException {
    Path socket = folder.resolve("docker.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer));
      boolean holds = DockerCondition.holds("test", "unix://" + socket, false, console);
      served.join();
      return holds;
    }
  }

  private static void serve(ServerSocketChannel server, String answer) {
    try (SocketChannel client = server.accept()) {
      client.read(ByteBuffer.allocate(512));
      client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
