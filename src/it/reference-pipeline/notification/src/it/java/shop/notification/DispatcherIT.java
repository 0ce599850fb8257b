package shop.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.resilience.RetryPolicy;
import shop.storage.TestServers;

class DispatcherIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final RetryPolicy POLICY =
      new RetryPolicy(3, Duration.ofMillis(150), 2, Duration.ofSeconds(1));

  private final Map<String, Integer> sent = new ConcurrentHashMap<>();
  private final Outbox outbox = new Outbox(SERVERS.redis());

  @BeforeEach
  void startEmpty() {
    SERVERS.redis().clear();
  }

  private void submit(int count) {
    for (int i = 0; i < count; i++) {
      outbox.submit(new Message("m" + i, "anna@example.org", "Hello " + i, "text", 0));
    }
  }

  private Dispatcher dispatcher(int failuresPerMessage) {
    return new Dispatcher(
        outbox,
        message -> {
          if (message.attempt() < failuresPerMessage) {
            throw new IOException("mail server is busy");
          }
          sent.merge(message.id(), 1, Integer::sum);
        },
        POLICY);
  }

  @Test
  void deliversAll() {
    submit(200);
    assertThat(dispatcher(0).drain(Duration.ofSeconds(30))).isEqualTo(200);
    assertThat(sent).hasSize(200);
  }

  @Test
  void triesAgainAfterAPause() {
    submit(5);
    assertThat(dispatcher(2).drain(Duration.ofSeconds(30))).isEqualTo(5);
    assertThat(outbox.buried()).isZero();
  }

  @Test
  void putsAsideWhatCannotBeDelivered() {
    submit(3);
    assertThat(dispatcher(9).drain(Duration.ofSeconds(30))).isZero();
    assertThat(outbox.buried()).isEqualTo(3);
    assertThat(outbox.waiting()).isZero();
  }

  @Test
  void severalDispatchersShareTheWorkAndSendNothingTwice() throws Exception {
    submit(300);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<Integer> work = () -> dispatcher(0).drain(Duration.ofSeconds(30));
    int delivered = 0;
    for (Future<Integer> result : threads.invokeAll(List.of(work, work, work, work))) {
      delivered += result.get();
    }
    threads.shutdown();
    assertThat(delivered).isEqualTo(300);
    assertThat(sent.values()).containsOnly(1);
  }
}
