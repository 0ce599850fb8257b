package shop.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.model.Money;
import shop.model.RandomShop;

class VelocityCheckTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final VelocityCheck check =
      new VelocityCheck(Duration.ofMinutes(10), 3, Money.eur(500_00));

  @Test
  void theFourthPaymentInTheWindowIsTooMuch() {
    for (int i = 0; i < 3; i++) {
      assertThat(check.accept("card", Money.eur(1), NOON.plusSeconds(i))).isTrue();
    }
    assertThat(check.accept("card", Money.eur(1), NOON.plusSeconds(9))).isFalse();
    assertThat(check.accept("other card", Money.eur(1), NOON.plusSeconds(9))).isTrue();
  }

  @Test
  void theWindowMovesOn() {
    assertThat(check.accept("card", Money.eur(500_00), NOON)).isTrue();
    assertThat(check.accept("card", Money.eur(1), NOON.plusSeconds(599))).isFalse();
    assertThat(check.accept("card", Money.eur(1), NOON.plusSeconds(600))).isTrue();
  }

  @Test
  void noWindowEverHoldsMoreThanTheLimits() {
    RandomShop shop = new RandomShop(62);
    List<Instant> accepted = new ArrayList<>();
    Instant now = NOON;
    for (int i = 0; i < 400_000; i++) {
      now = now.plusSeconds(shop.between(0, 120));
      if (check.accept("card", Money.eur(shop.between(1, 300_00)), now)) {
        accepted.add(now);
      }
    }
    assertThat(accepted.size()).isGreaterThan(10_000);
    for (int i = 3; i < accepted.size(); i++) {
      Duration span = Duration.between(accepted.get(i - 3), accepted.get(i));
      if (span.compareTo(Duration.ofMinutes(10)) < 0) {
        throw new AssertionError("4 payments within " + span);
      }
    }
  }
}
