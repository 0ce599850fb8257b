package shop.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExpiringCacheTest {

  @Test
  void loadsAKeyOnce() {
    AtomicInteger loads = new AtomicInteger();
    ExpiringCache<String, Integer> cache = new ExpiringCache<>(10, Duration.ofMinutes(1));
    assertThat(cache.get("a", k -> loads.incrementAndGet())).isEqualTo(1);
    assertThat(cache.get("a", k -> loads.incrementAndGet())).isEqualTo(1);
  }

  @Test
  void loadsAgainWhenTheEntryHasExpired() {
    AtomicInteger loads = new AtomicInteger();
    ExpiringCache<String, Integer> cache = new ExpiringCache<>(10, Duration.ofMillis(150));
    cache.get("rate", k -> loads.incrementAndGet());
    Pause.of(Duration.ofMillis(160));
    assertThat(cache.size()).isZero();
    assertThat(cache.get("rate", k -> loads.incrementAndGet())).isEqualTo(2);
  }

  @Test
  void dropsTheLeastRecentlyUsedEntry() {
    ExpiringCache<Integer, Integer> cache = new ExpiringCache<>(2, Duration.ofMinutes(1));
    cache.get(1, k -> 1);
    cache.get(2, k -> 2);
    cache.get(1, k -> -1);
    cache.get(3, k -> 3);
    assertThat(cache.get(1, k -> -1)).isEqualTo(1);
    assertThat(cache.get(2, k -> -2)).isEqualTo(-2);
  }

  @Test
  void neverHoldsMoreThanItsCapacityAndNeverAnswersWrongly() {
    Random random = new Random(11);
    ExpiringCache<Integer, String> cache = new ExpiringCache<>(64, Duration.ofMinutes(1));
    for (int i = 0; i < 500_000; i++) {
      int key = (int) Math.abs(random.nextGaussian() * 40);
      if (!cache.get(key, k -> "v" + k).equals("v" + key)) {
        throw new AssertionError("wrong value for " + key);
      }
    }
    assertThat(cache.size()).isLessThanOrEqualTo(64);
    assertThat(cache.hitRate()).isGreaterThan(0.7);
  }
}
