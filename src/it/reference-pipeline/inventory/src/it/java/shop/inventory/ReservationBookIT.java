package shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.model.Sku;
import shop.storage.TestServers;

class ReservationBookIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Sku SOCKS = Sku.of("SO", 1);

  private final ReservationBook book = new ReservationBook(SERVERS.redis(), Duration.ofMinutes(10));

  @BeforeEach
  void startEmpty() {
    SERVERS.redis().clear();
  }

  @Test
  void holdsOnlyWhatIsThere() {
    assertThat(book.hold("anna", SOCKS, 6, 10)).isTrue();
    assertThat(book.hold("bert", SOCKS, 5, 10)).isFalse();
    assertThat(book.hold("bert", SOCKS, 4, 10)).isTrue();
  }

  @Test
  void aSecondHoldOfTheSameCartReplacesTheFirst() {
    assertThat(book.hold("anna", SOCKS, 6, 10)).isTrue();
    assertThat(book.hold("anna", SOCKS, 10, 10)).isTrue();
  }

  @Test
  void aReleasedHoldIsFreeForOthers() {
    book.hold("anna", SOCKS, 10, 10);
    book.release("anna", SOCKS);
    assertThat(book.hold("bert", SOCKS, 10, 10)).isTrue();
  }

  @Test
  void aForgottenCartLosesItsHoldByItself() {
    ReservationBook hasty = new ReservationBook(SERVERS.redis(), Duration.ofMillis(700));
    assertThat(hasty.hold("anna", SOCKS, 10, 10)).isTrue();
    assertThat(hasty.hold("bert", SOCKS, 1, 10)).isFalse();
    TestServers.await("the end of Anna's hold", () -> hasty.hold("bert", SOCKS, 10, 10));
  }

  @Test
  void cartsThatComeTogetherNeverHoldMoreThanThereIs() throws InterruptedException {
    AtomicInteger held = new AtomicInteger();
    ExecutorService carts = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 400; i++) {
      String cart = "cart" + i;
      carts.execute(() -> held.addAndGet(book.hold(cart, SOCKS, 3, 100) ? 3 : 0));
    }
    carts.shutdown();
    assertThat(carts.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(held).hasValue(99);
  }
}
