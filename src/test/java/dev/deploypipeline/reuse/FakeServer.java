package dev.deploypipeline.reuse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that keeps what is put, and can be made to misbehave. */
final class FakeServer implements AutoCloseable {

  /** What it does with a request. */
  @FunctionalInterface
  interface Manner {
    /** Returns whether the request was dealt with. */
    boolean handle(HttpExchange exchange) throws IOException;
  }

  final Map<String, byte[]> content = new ConcurrentHashMap<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  final CountDownLatch gate = new CountDownLatch(1);
  volatile Manner manner = exchange -> false;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  FakeServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/cache/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create(
        "http://"
            + server.getAddress().getHostString()
            + ":"
            + server.getAddress().getPort()
            + "/cache");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/cache/".length());
      requests.add(exchange.getRequestMethod() + " " + path);
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      authorizations.add(String.valueOf(authorization));
      if (manner.handle(exchange)) {
        return;
      }
      if (exchange.getRequestMethod().equals("PUT")) {
        content.put(path, exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(201, -1);
        return;
      }
      byte[] found = content.get(path);
      if (found == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        exchange.sendResponseHeaders(200, found.length == 0 ? -1 : found.length);
        exchange.getResponseBody().write(found);
      }
    }
  }

  /** Answers every request with that status. */
  void answer(int status) {
    manner =
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, -1);
          return true;
        };
  }

  /** Lets every request wait until the test is over. */
  void neverAnswer() {
    manner =
        exchange -> {
          waitForEnd();
          return true;
        };
  }

  void waitForEnd() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    gate.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
