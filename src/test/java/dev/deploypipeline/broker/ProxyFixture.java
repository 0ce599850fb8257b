package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** One client, one broker that knows no recipes, and an engine that behaves as the test says. */
abstract class ProxyFixture {

  static final String GET = "GET /_ping HTTP/1.1\r\nHost: x\r\n\r\n";

  BrokerFixture broker;

  @AfterEach
  void close() throws IOException {
    if (broker != null) {
      broker.close();
    }
  }

  RawClient clientOf(FakeEngine.Behaviour behaviour) throws IOException {
    broker = new BrokerFixture(behaviour);
    return broker.client();
  }

  static boolean ok(FakeEngine.Call call, String body) throws IOException {
    call.answer(Answer.of(200, "text/plain", body.getBytes(UTF_8)));
    return true;
  }
}
