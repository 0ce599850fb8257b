package shop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopSettingsTest {
  private final Map<String, String> properties =
      new HashMap<>(
          Map.of(
              "shop.jdbc.url", "jdbc:postgresql://db/shop",
              "shop.jdbc.username", "shop",
              "shop.jdbc.password", "secret",
              "shop.redis.host", "cache",
              "shop.redis.port", "6379"));

  @Test
  void readsAllFive() {
    assertThat(ShopSettings.from(properties::get))
        .isEqualTo(new ShopSettings("jdbc:postgresql://db/shop", "shop", "secret", "cache", 6379));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.jdbc.url",
        "shop.jdbc.username",
        "shop.jdbc.password",
        "shop.redis.host",
        "shop.redis.port"
      })
  void namesTheOneThatIsMissing(String name) {
    properties.remove(name);
    assertThatThrownBy(() -> ShopSettings.from(properties::get))
        .hasMessageStartingWith("System property " + name + " is not set.");
  }

  @Test
  void refusesAPortThatIsNone() {
    properties.put("shop.redis.port", "redis");
    assertThatThrownBy(() -> ShopSettings.from(properties::get)).hasMessageContaining("'redis'");
  }
}
