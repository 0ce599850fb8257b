package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does wrong costs one warning, and no more than the longest answer may take. */
class RemoteFailureTest extends OnFakeServer {

  private static final Duration SHORT = Duration.ofMillis(300);

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
