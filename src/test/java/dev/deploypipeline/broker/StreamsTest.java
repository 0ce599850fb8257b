package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams and hijacked connections go through as they come, both ways. */
@Timeout(30)
class StreamsTest extends ProxyFixture {

  @Test
  void aStreamArrivesPieceByPiece() throws IOException {
    CountDownLatch first = new CountDownLatch(1);
    FakeEngine.Behaviour logs =
        call -> {
          call.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
          await(first);
          call.write("3\r\ntwo\r\n0\r\n\r\n");
          return true;
        };
    try (RawClient client = clientOf(logs)) {
      client.send(GET).head();
      assertThat(client.text(8)).isEqualTo("3\r\none\r\n");
      first.countDown();
      assertThat(client.text(13)).isEqualTo("3\r\ntwo\r\n0\r\n\r\n");
    }
  }

  @Test
  void aClientThatHangsUpEndsItsStreamAtTheEngine() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    FakeEngine.Behaviour logs =
        call -> {
          call.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
          if (!call.reader().await()) {
            ended.countDown();
          }
          return false;
        };
    try (RawClient client = clientOf(logs)) {
      client.send(GET).head();
    }
    await(ended);
    broker.awaitQuiet();
  }

  @Test
  void aSlowClientStopsNobodyElse() throws IOException {
    byte[] endless = new byte[1 << 20];
    FakeEngine.Behaviour behaviour =
        call -> {
          if (call.line().contains("/endless")) {
            call.write("HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
              call.link().write(endless);
            }
          }
          return ok(call, "fast");
        };
    try (RawClient slow = clientOf(behaviour);
        RawClient fast = broker.client()) {
      slow.send("GET /endless HTTP/1.1\r\n\r\n").head();
      for (int i = 0; i < 20; i++) {
        assertThat(fast.send(GET).answer().text()).isEqualTo("fast");
      }
    }
    broker.awaitQuiet();
  }

  @Test
  void anUpgradedConnectionCarriesBytesBothWaysAndItsEnds() throws IOException {
    FakeEngine.Behaviour attach =
        call -> {
          call.body();
          call.write("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
          StringBuilder input = new StringBuilder();
          for (int next = call.reader().next(); next >= 0; next = call.reader().next()) {
            input.append((char) next);
          }
          // Only when the client has ended its output, which is what "docker exec -i" relies on.
          call.write("got " + input);
          return false;
        };
    try (RawClient client = clientOf(attach)) {
      client.send(
          "POST /exec/1/start HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(Answer.statusOf(client.head())).isEqualTo(101);
      client.send("GET /no HTTP/1.1\r\n\r\n").endOutput();

      assertThat(client.rest()).isEqualTo("got GET /no HTTP/1.1\r\n\r\n");
    }
    broker.awaitQuiet();
  }

  @Test
  void aHijackedConnectionWithoutUpgradeIsRawAsWell() throws IOException {
    FakeEngine.Behaviour attach =
        call -> {
          call.write("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n");
          call.write("in: " + (char) call.reader().next());
          return false;
        };
    try (RawClient client = clientOf(attach)) {
      client.send("POST /containers/1/attach HTTP/1.1\r\n\r\n").head();
      client.send("!");
      assertThat(client.rest()).isEqualTo("in: !");
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IOException("in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
