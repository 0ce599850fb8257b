package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does wrong costs one warning, and no more than the longest answer may take. */
class RemoteFailureTest {

  private static final Digest KEY = Digest.of("key");

  /** Longer than a healthy server ever takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path base;

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final OutputFile first = Results.file("target/a", "text a");
  private final OutputFile second = Results.executable(Results.file("target/b", "text b"));
  private final TaskResult result = Results.of(first, second);
  private FakeServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private ResultStore open(boolean write, Duration slowest) {
    return ResultStore.remote(server.address(), Optional.empty(), write, slowest, warnings::add);
  }

  private ResultStore writer() {
    return open(true, PATIENCE);
  }

  private ResultStore reader() {
    return open(false, PATIENCE);
  }

  private boolean put(ResultStore to) throws IOException {
    return Results.put(base, to, KEY, result);
  }

  private static String cas(OutputFile file) {
    return "cas/" + file.content();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 429, 500, 503})
  void aServerThatFailsIsLeftAlone(int status) throws IOException {
    put(writer());
    server.answer(status);
    server.requests.clear();
    ResultStore store = writer();
    assertThat(store.find(KEY)).isEmpty();
    server.manner = exchange -> false;
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.fetch(first, base.resolve("a"))).isFalse();
    assertThat(put(store)).isFalse();
    assertThat(server.requests).hasSize(1);
    assertThat(warnings).singleElement().asString().contains("status " + status, "Perhaps");
  }

  @Test
  void aServerThatRefusesAPutIsLeftAlone() throws IOException {
    server.manner =
        exchange -> {
          if (exchange.getRequestMethod().equals("PUT")) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(405, -1);
            return true;
          }
          return false;
        };
    ResultStore store = writer();
    assertThat(put(store)).isFalse();
    assertThat(put(store)).isFalse();
    assertThat(server.requests).containsExactly("HEAD " + cas(first), "PUT " + cas(first));
    assertThat(warnings).hasSize(1);
  }

  @Test
  void aServerThatIsNotThereIsLeftAlone() throws IOException {
    server.close();
    ResultStore store = writer();
    assertThat(store.find(KEY)).isEmpty();
    assertThat(put(store)).isFalse();
    assertThat(warnings).singleElement().asString().contains("ConnectException");
  }

  @Test
  void aServerThatNeverAnswersIsLeftAlone() throws IOException {
    server.neverAnswer();
    ResultStore store = open(true, SHORT);
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.fetch(first, base.resolve("a"))).isFalse();
    assertThat(put(store)).isFalse();
    assertThat(server.requests).hasSize(1);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("does not answer within 300 ms", "rest of the build");
  }

  @Test
  void aServerThatStopsInTheMiddleIsLeftAlone() throws IOException {
    OutputFile large = Results.file("target/large", "x".repeat(50 << 20));
    server.manner =
        exchange -> {
          exchange.sendResponseHeaders(200, large.size());
          exchange.getResponseBody().write(new byte[100]);
          exchange.getResponseBody().flush();
          server.waitForEnd();
          return true;
        };
    ResultStore store = open(false, SHORT);
    boolean fetched =
        assertTimeoutPreemptively(
            PATIENCE, () -> store.fetch(large, base.resolve("large")), "of 100 s for 50 MiB");
    assertThat(fetched).isFalse();
    assertThat(warnings).singleElement().asString().contains("does not answer");
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void aServerThatBreaksOffIsLeftAlone() throws IOException {
    server.manner =
        exchange -> {
          exchange.sendResponseHeaders(200, first.size());
          exchange.getResponseBody().write(new byte[2]);
          exchange.getResponseBody().flush();
          exchange.close();
          return true;
        };
    assertThat(reader().fetch(first, base.resolve("a"))).isFalse();
    assertThat(warnings).singleElement().asString().contains("cannot be used");
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void slowAnswersTogetherCostNoMoreThanOneThatNeverComes() throws IOException {
    AtomicLong time = new AtomicLong();
    server.manner =
        exchange -> {
          time.addAndGet(Duration.ofMillis(650).toNanos());
          return false;
        };
    ResultStore store =
        new RemoteStore(
            RemoteServer.at(
                server.address(),
                Optional.empty(),
                Duration.ofSeconds(1),
                warnings::add,
                time::get),
            false);
    for (int i = 0; i < 9; i++) {
      assertThat(store.find(KEY)).isEmpty();
    }
    assertThat(server.requests).as("each 400 ms too slow").hasSize(3);
    assertThat(warnings).singleElement().asString().contains("answers slowly");
  }
}
