package dev.deploypipeline.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.dockerclient.TransportConfig;

/** How requests fare with an engine that does odd things, here a small HTTP server. */
@Timeout(60)
class EngineTest {

  private final AtomicInteger inspections = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private Engine engine;

  @BeforeEach
  void connect() throws IOException {
    server = serve(0);
    URI uri = URI.create("tcp://127.0.0.1:" + server.getAddress().getPort());
    engine =
        EngineFinder.firstOf(
            List.of(
                new EngineFinder.Candidate(
                    TransportConfig.builder().dockerHost(uri).build(), null)));
  }

  @AfterEach
  void disconnect() {
    engine.close();
    server.stop(0);
  }

  @Test
  void aContainerThatSomebodyElseIsRemovingIsWaitedFor() throws IOException {
    engine.remove("busy");
    assertThat(inspections).hasValue(3);
  }

  @Test
  void aContainerThatIsGoneIsRemoved() throws IOException {
    engine.remove("gone");
    assertThat(requests).anyMatch(request -> request.startsWith("DELETE "));
  }

  @Test
  void aRestartOfTheEngineIsSurvived() throws IOException {
    int port = server.getAddress().getPort();
    server.stop(0);
    server = serve(port);
    engine.remove("gone");
    assertThat(engine.ask(docker -> docker.versionCmd().exec()).getVersion()).isEqualTo("1.2.3");
  }

  @Test
  void anEngineThatIsGoneIsNamed() {
    server.stop(0);
    assertThatThrownBy(() -> engine.remove("gone"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the Docker engine at tcp://127.0.0.1:")
        .hasMessageContaining("does not answer")
        .hasMessageContaining("Perhaps you should see whether it runs");
  }

  private HttpServer serve(int port) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.setExecutor(Executors.newCachedThreadPool());
    http.createContext("/", this::answer);
    http.start();
    return http;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    if (path.endsWith("/_ping")) {
      send(exchange, 200, "OK");
    } else if (path.endsWith("/version")) {
      send(exchange, 200, "{\"Version\":\"1.2.3\",\"Os\":\"linux\"}");
    } else if (path.endsWith("/containers/busy/json") && inspections.incrementAndGet() < 3) {
      send(exchange, 200, "{\"Id\":\"busy\"}");
    } else if (path.endsWith("/containers/busy")) {
      send(exchange, 409, "{\"message\":\"removal of container busy is already in progress\"}");
    } else {
      send(exchange, 404, "{\"message\":\"No such container\"}");
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
