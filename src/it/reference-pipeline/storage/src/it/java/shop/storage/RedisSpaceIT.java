package shop.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisSpaceIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Duration LONG = Duration.ofMinutes(1);

  private final RedisSpace redis = SERVERS.redis();

  @BeforeEach
  void startEmpty() {
    redis.clear();
  }

  @Test
  void aKeyIsGoneAfterItsTimeToLive() {
    redis.put("offer", "10 %", Duration.ofMillis(300));
    assertThat(redis.get("offer")).contains("10 %");
    TestServers.await("expiry of the offer", () -> redis.get("offer").isEmpty());
  }

  @Test
  void touchingKeepsAKeyAlive() {
    redis.put("cart", "3 items", Duration.ofSeconds(1));
    assertThat(redis.touch("cart", LONG)).contains("3 items");
    assertThat(redis.timeToLive("cart")).isGreaterThan(Duration.ofSeconds(50));
    assertThat(redis.touch("nothing", LONG)).isEmpty();
  }

  @Test
  void theFirstOneWins() {
    assertThat(redis.putIfAbsent("winner", "a", LONG)).isTrue();
    assertThat(redis.putIfAbsent("winner", "b", LONG)).isFalse();
    assertThat(redis.get("winner")).contains("a");
  }

  @Test
  void aQueueHandsOutTheOldestFirst() {
    List.of("1", "2", "3").forEach(v -> redis.push("mails", v));
    assertThat(redis.pop("mails", Duration.ofSeconds(1))).contains("1");
    assertThat(redis.pop("mails", Duration.ofSeconds(1))).contains("2");
    assertThat(redis.length("mails")).isEqualTo(1);
  }

  @Test
  void poppingWaitsForAValue() {
    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
        .execute(() -> redis.push("late", "here"));
    assertThat(redis.pop("late", Duration.ofSeconds(10))).contains("here");
  }

  @Test
  void poppingGivesUp() {
    assertThat(redis.pop("never", Duration.ofMillis(300))).isEmpty();
  }

  @Test
  void clearingTouchesOnlyTheOwnKeys() {
    try (RedisSpace neighbour =
        new RedisSpace(ShopSettings.fromSystemProperties(), "it_neighbour")) {
      neighbour.put("key", "theirs", LONG);
      for (int i = 0; i < 1_500; i++) {
        redis.put("k" + i, "v", LONG);
      }
      assertThat(redis.clear()).isEqualTo(1_500);
      assertThat(neighbour.get("key")).contains("theirs");
      neighbour.clear();
    }
  }
}
