package dev.deploypipeline.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.dockerclient.TransportConfig;

/** When a container counts as dead; a small HTTP server is the engine and the container's port. */
@Timeout(60)
class DockerServerTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer http;
  private Engine engine;

  @BeforeEach
  void connect() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
    URI uri = URI.create("tcp://127.0.0.1:" + port());
    engine =
        EngineFinder.firstOf(
            List.of(
                new EngineFinder.Candidate(
                    TransportConfig.builder().dockerHost(uri).build(), null)));
  }

  @AfterEach
  void disconnect() {
    end.countDown();
    engine.close();
    http.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aContainerThatRunsIsHealthy() {
    assertThat(server("running").isHealthy()).isTrue();
  }

  @Test
  void aContainerThatIsPausedStoppedOrGoneIsNot() {
    assertThat(server("paused").isHealthy()).isFalse();
    assertThat(server("stopped").isHealthy()).isFalse();
    assertThat(server("gone").isHealthy()).isFalse();
  }

  @Test
  void aContainerIsNotDeadBecauseItsEngineIsSlowOrFails() {
    assertThat(server("silent").isHealthy()).isTrue();
    assertThat(server("failing").isHealthy()).isTrue();
  }

  private DockerServer server(String name) {
    return new DockerServer(
        new DockerContainer(engine, name, "redis:7"), ConnectionFacts.redis("127.0.0.1", port()));
  }

  private int port() {
    return http.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String container = path.replaceAll(".*/containers/([a-z]*)/json", "$1");
    switch (container) {
      case "running" -> send(exchange, 200, "{\"State\":{\"Running\":true,\"Paused\":false}}");
      case "paused" -> send(exchange, 200, "{\"State\":{\"Running\":true,\"Paused\":true}}");
      case "stopped" -> send(exchange, 200, "{\"State\":{\"Running\":false}}");
      case "failing" -> send(exchange, 500, "{\"message\":\"out of memory\"}");
      case "silent" -> {
        try {
          end.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      case "gone" -> send(exchange, 404, "{\"message\":\"No such container\"}");
      default -> send(exchange, 200, path.endsWith("/_ping") ? "OK" : "{\"Version\":\"1.2.3\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
