package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that break the rules get an answer and a closed connection, and cost nothing more. */
@Timeout(120)
class BadRequestsTest {

  private final AtomicInteger calls = new AtomicInteger();
  private BrokerFixture broker;

  @BeforeEach
  void open() throws IOException {
    broker =
        new BrokerFixture(
            call -> {
              calls.incrementAndGet();
              call.body();
              call.answer(Answer.json(200, "{}"));
              return true;
            });
  }

  @AfterEach
  void close() throws IOException {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET  /x HTTP/1.1\r\n\r\n",
        "GET /x HTTP/1.1\r\nno colon\r\n\r\n",
        "GET /x HTTP/1.1\r\nName : value\r\n\r\n",
        "GET /x HTTP/1.1\r\n folded\r\n\r\n",
        "GET /x HTTP/1.1\r\nA: b\u0001c\r\n\r\n",
        "GET /x HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET /x HTTP/1.1\r\nContent-Length: 1x\r\n\r\n",
        "GET /x HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET /x HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET /x HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        "GET /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "CONNECT x:1 HTTP/1.1\r\n\r\n",
        "\r\n\r\n\r\n\r\n\r\n\r\n",
        "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
        "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
      })
  void whatIsMalformedIsRefused(String request) throws IOException {
    try (RawClient client = broker.client()) {
      Answer answer = client.send(request).answer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).startsWith("{\"message\":\"");
      assertThat(client.ends()).isTrue();
    }
    broker.awaitQuiet();
  }

  @Test
  void anotherVersionOfHttpIsRefused() throws IOException {
    try (RawClient client = broker.client()) {
      assertThat(client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").answer().status()).isEqualTo(505);
      assertThat(client.ends()).isTrue();
    }
  }

  @Test
  void aHeadThatIsTooLargeIsRefused() throws IOException {
    try (RawClient client = broker.client()) {
      client.send("GET /x HTTP/1.1\r\nX: " + "y".repeat(BrokerFixture.LIMITS.headBytes()));
      assertThat(client.answer().status()).isEqualTo(431);
      assertThat(client.ends()).isTrue();
    }
    assertThat(calls).hasValue(0);
    broker.awaitQuiet();
  }

  @Test
  void aHeadThatIsTooSlowIsRefused() throws IOException {
    try (RawClient client = broker.client()) {
      assertThat(client.send("GET /x HT").answer().status()).isEqualTo(408);
      assertThat(client.ends()).isTrue();
    }
    broker.awaitQuiet();
  }

  @Test
  void aHeadThatIsCutOffIsRefused() throws IOException {
    try (RawClient client = broker.client()) {
      assertThat(client.send("GET /x HT").endOutput().answer().status()).isEqualTo(400);
      assertThat(client.ends()).isTrue();
    }
    broker.awaitQuiet();
  }

  @Test
  void aBodyThatIsCutOffEndsAllOfIt() throws IOException {
    try (RawClient client = broker.client()) {
      client.send("POST /x HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf").endOutput();
      assertThat(client.ends()).isTrue();
    }
    broker.awaitQuiet();
  }

  @Test
  void whoSaysNothingCostsAThreadUntilHeGoes() throws IOException {
    for (int i = 0; i < 50; i++) {
      broker.client().close();
    }
    broker.awaitQuiet();
    assertThat(broker.engine().connections()).isZero();
  }

  /** Ten thousand requests, most of them broken in some way; none hangs, none leaves anything. */
  @Test
  void tenThousandRandomRequestsLeaveNothing() throws IOException {
    Random random = new Random(20261124);
    int answered = 0;
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] request = RandomRequests.next(random);
      try (RawClient client = broker.client()) {
        client.send(request);
        if (random.nextInt(4) > 0) {
          client.endOutput();
          answered += client.rest().startsWith("HTTP/1.1 ") ? 1 : 0;
        }
      } catch (IOException e) {
        refused++; // before all of it was sent
      }
    }
    assertThat(answered).isGreaterThan(3_000);
    assertThat(refused).isLessThan(3_000);
    broker.awaitQuiet();
    try (RawClient client = broker.client()) {
      assertThat(client.send("GET /_ping HTTP/1.1\r\n\r\n").answer().status()).isEqualTo(200);
    }
    long threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("test-broker"))
            .filter(thread -> Thread.State.RUNNABLE == thread.getState())
            .count();
    assertThat(threads).isLessThan(10);
  }
}
