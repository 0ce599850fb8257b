package dev.deploypipeline.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

  @Test
  void holdsWhereAnEngineAnswers() throws IOException {
    assertThat(holdsWithAnswer("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\n\r\nOK")).isTrue();
  }

  @Test
  void doesNotHoldWhereSomethingElseAnswers() throws IOException {
    assertThat(holdsWithAnswer("HTTP/1.1 404 Not Found\r\n\r\n")).isFalse();
  }

  @Test
  void doesNotHoldWhereNothingAnswers() {
    assertThat(DockerCondition.holds("test", "unix://" + folder.resolve("none.sock"), false))
        .isFalse();
  }

  @Test
  void isAnErrorWhereDockerIsRequired() {
    assertThatThrownBy(
            () -> DockerCondition.holds("test", "unix://" + folder.resolve("none.sock"), true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no Docker engine answers at unix://")
        .hasMessageContaining("Perhaps you should start one");
  }

  private boolean holdsWithAnswer(String answer) throws IOException {
    Path socket = folder.resolve("docker.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer));
      boolean holds = DockerCondition.holds("test", "unix://" + socket, false);
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
