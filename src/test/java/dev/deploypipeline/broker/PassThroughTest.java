package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes through the socket arrives as it was sent, both ways. */
@Timeout(30)
class PassThroughTest extends ProxyFixture {

  @Test
  void onlyItsUserCanConnect() throws IOException {
    clientOf(call -> ok(call, "")).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(broker.socket().path())))
        .isEqualTo("rw-------");
  }

  @Test
  void oneConnectionServesManyRequestsOverOneConnectionToTheEngine() throws IOException {
    try (RawClient client = clientOf(call -> ok(call, call.line()))) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.send("GET /v1.41/n" + i + " HTTP/1.1\r\n\r\n").answer().text())
            .isEqualTo("GET /v1.41/n" + i + " HTTP/1.1");
      }
      assertThat(broker.engine().connections()).isEqualTo(1);
    }
    broker.awaitQuiet();
  }

  @Test
  void requestsSentTogetherAreAnsweredInTheirOrder() throws IOException {
    try (RawClient client = clientOf(call -> ok(call, call.target().path().get(0)))) {
      client.send("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n\r\nGET /c HTTP/1.1\r\n\r\n");

      assertThat(client.answer().text()).isEqualTo("a");
      assertThat(client.answer().text()).isEqualTo("b");
      assertThat(client.answer().text()).isEqualTo("c");
    }
  }

  @Test
  void bodiesOfBothKindsArriveWhole() throws IOException {
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    try (RawClient client = clientOf(call -> ok(call, Digest.of(call.body())))) {
      client.send("PUT /a HTTP/1.1\r\nContent-Length: " + large.length + "\r\n\r\n").send(large);
      assertThat(client.answer().text()).isEqualTo(Digest.of(large));

      client.send("PUT /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int at = 0; at < large.length; at += 100_000) {
        client.send("186a0;x=y\r\n");
        client.send(java.util.Arrays.copyOfRange(large, at, at + 100_000)).send("\r\n");
      }
      client.send("0\r\nTrailer: t\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo(Digest.of(large));
    }
  }

  @Test
  void whoeverExpectsToContinueIsToldByTheEngine() throws IOException {
    FakeEngine.Behaviour expects =
        call -> {
          assertThat(call.head().value("Expect")).contains("100-continue");
          call.write("HTTP/1.1 100 Continue\r\n\r\n");
          return ok(call, new String(call.body(), UTF_8));
        };
    try (RawClient client = clientOf(expects)) {
      client.send("PUT /x HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
      assertThat(Answer.statusOf(client.head())).isEqualTo(100);
      assertThat(client.send("body").answer().text()).isEqualTo("body");
    }
  }

  @Test
  void anAnswerBeforeTheEndOfTheRequestArrives() throws IOException {
    FakeEngine.Behaviour refuses =
        call -> {
          call.write("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
          return false;
        };
    try (RawClient client = clientOf(refuses)) {
      client.send("PUT /x HTTP/1.1\r\nContent-Length: 900000000\r\n\r\nsome");
      assertThat(client.answer().text()).isEqualTo("no");
      assertThat(client.ends()).isTrue();
    }
    broker.awaitQuiet();
  }

  @Test
  void headAndNoContentHaveNoBody() throws IOException {
    FakeEngine.Behaviour behaviour =
        call -> {
          if (call.method().equals("HEAD")) {
            call.write("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n");
          } else {
            call.write("HTTP/1.1 204 No Content\r\n\r\n");
          }
          return true;
        };
    try (RawClient client = clientOf(behaviour)) {
      assertThat(client.send("HEAD /_ping HTTP/1.1\r\n\r\n").answer(true).status()).isEqualTo(200);
      assertThat(client.send("DELETE /x HTTP/1.1\r\n\r\n").answer().status()).isEqualTo(204);
      assertThat(client.send("HEAD /_ping HTTP/1.1\r\n\r\n").answer(true).status()).isEqualTo(200);
    }
  }

  @Test
  void anAnswerWithoutLengthEndsWithTheConnection() throws IOException {
    FakeEngine.Behaviour behaviour =
        call -> {
          call.write("HTTP/1.1 200 OK\r\n\r\nall of it");
          return false;
        };
    try (RawClient client = clientOf(behaviour)) {
      client.send(GET).head();
      assertThat(client.rest()).isEqualTo("all of it");
    }
    broker.awaitQuiet();
  }

  @Test
  void whoAsksToCloseIsClosed() throws IOException {
    try (RawClient client = clientOf(call -> ok(call, "bye"))) {
      client.send("GET /x HTTP/1.1\r\nConnection: close\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("bye");
      assertThat(client.ends()).isTrue();
    }
    broker.awaitQuiet();
  }

  @Test
  void anEngineThatBreaksOffBreaksOffItsClients() throws IOException {
    CountDownLatch asked = new CountDownLatch(1);
    FakeEngine.Behaviour silent =
        call -> {
          asked.countDown();
          call.reader().await();
          return false;
        };
    try (RawClient client = clientOf(silent)) {
      client.send(GET);
      await(asked);
      broker.engine().breakOff();
      assertThat(client.ends()).isTrue();
    }
    broker.awaitQuiet();
  }

  @Test
  void anEngineThatIsGoneIsSaidToBe() throws IOException {
    try (RawClient client = clientOf(call -> ok(call, ""))) {
      broker.engine().close();
      Answer answer = client.send(GET).answer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).contains("does not answer").contains("docker info");
    }
  }

  @Test
  void anAnswerThatIsCutOffIsCutOffForTheClient() throws IOException {
    FakeEngine.Behaviour cuts =
        call -> {
          call.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          return false;
        };
    try (RawClient client = clientOf(cuts)) {
      client.send(GET);
      assertThatThrownBy(client::answer).isInstanceOf(IOException.class);
    }
    broker.awaitQuiet();
  }

  @Test
  void manyClientsAtOnceAreServed() throws Exception {
    clientOf(call -> ok(call, call.target().path().get(0))).close();
    CompletableFuture<?>[] all = new CompletableFuture<?>[200];
    for (int i = 0; i < all.length; i++) {
      String name = "n" + i;
      all[i] =
          CompletableFuture.runAsync(
              () -> {
                try (RawClient client = broker.client()) {
                  for (int n = 0; n < 5; n++) {
                    client.send("GET /" + name + " HTTP/1.1\r\n\r\n");
                    assertThat(client.answer().text()).isEqualTo(name);
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
    }
    CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
    broker.awaitQuiet();
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

  /** Shortens what is compared. */
  private static final class Digest {
    static String of(byte[] bytes) {
      return Digests.ofText(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
  }
}
