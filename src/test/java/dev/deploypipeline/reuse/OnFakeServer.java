package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of stores on a server share: the server, and a result of two files. */
abstract class OnFakeServer {

  static final Digest KEY = Digest.of("key");

  /** Longer than a healthy server ever takes. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path base;

  final List<String> warnings = new CopyOnWriteArrayList<>();
  final OutputFile first = Results.file("target/a", "text a");
  final OutputFile second = Results.executable(Results.file("target/b", "text b"));
  final TaskResult result = Results.of(first, second);
  FakeServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  ResultStore open(boolean write, Duration slowest) {
    return ResultStore.remote(server.address(), Optional.empty(), write, slowest, warnings::add);
  }

  ResultStore writer() {
    return open(true, PATIENCE);
  }

  ResultStore reader() {
    return open(false, PATIENCE);
  }

  boolean put(ResultStore to) throws IOException {
    return Results.put(base, to, KEY, result);
  }

  static String cas(OutputFile file) {
    return "cas/" + file.content();
  }
}
