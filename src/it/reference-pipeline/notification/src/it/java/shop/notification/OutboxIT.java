package shop.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.storage.TestServers;

class OutboxIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Message HELLO =
      new Message("m1", "anna@example.org", "Hello", "How are you?", 0);

  private final Outbox outbox = new Outbox(SERVERS.redis());

  @BeforeEach
  void startEmpty() {
    SERVERS.redis().clear();
  }

  @Test
  void handsOutWhatWasSubmitted() {
    outbox.submit(HELLO);
    assertThat(outbox.take(Duration.ofSeconds(1))).contains(HELLO);
    assertThat(outbox.waiting()).isZero();
  }

  @Test
  void aMessageSubmittedTwiceIsSentOnce() {
    assertThat(outbox.submit(HELLO)).isTrue();
    assertThat(outbox.submit(HELLO)).isFalse();
    assertThat(outbox.waiting()).isEqualTo(1);
  }

  @Test
  void aRepetitionIsHandedOutWhenItIsDueAndNotBefore() {
    outbox.tryAgain(HELLO, Duration.ofMillis(500));
    assertThat(outbox.take(Duration.ofMillis(50))).isEmpty();
    TestServers.await(
        "the repetition",
        () -> outbox.take(Duration.ofMillis(50)).map(Message::attempt).orElse(0) == 1);
  }

  @Test
  void anEmptyOutboxMakesNobodyWaitLongerThanAsked() {
    long start = System.nanoTime();
    assertThat(outbox.take(Duration.ofMillis(300))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
