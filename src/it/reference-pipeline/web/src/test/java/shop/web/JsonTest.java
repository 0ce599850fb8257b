package shop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.model.RandomShop;

class JsonTest {

  @Test
  void readsAllKindsOfValues() {
    assertThat(Json.parse(" {\"a\": [1, -2, true, false, null, \"x\"], \"b\": {}} "))
        .hasToString("{a=[1, -2, true, false, null, x], b={}}");
  }

  @Test
  void understandsEscapes() {
    assertThat(Json.parse("\"\\u00e4\\n\\\"\\\\\\/\"")).isEqualTo("ä\n\"\\/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1,", "[1 2]", "{a:1}", "\"abc", "nul", "1 2", "\"\\x\"", "{\"a\" 1}"})
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> Json.parse(text)).hasMessageContaining("at character");
  }

  @Test
  void refusesADeepHoleInsteadOfFallingIn() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .hasMessageContaining("at most 64 levels");
  }

  @Test
  void whateverIsWrittenCanBeRead() {
    RandomShop shop = new RandomShop(96);
    for (int i = 0; i < 20_000; i++) {
      Object value = random(shop, 4);
      assertThat(Json.parse(Json.write(value))).isEqualTo(value);
    }
  }

  private static Object random(RandomShop shop, int depth) {
    switch (shop.between(0, depth > 0 ? 4 : 2)) {
      case 0:
        return (long) shop.between(-100_000, 100_000);
      case 1:
        return shop.word(shop.between(0, 9))
            + shop.oneOf(List.of("\"", "\\", "\n", "\u0001", "ä", ""));
      case 2:
        return shop.oneOf(List.of(true, false));
      case 3:
        List<Object> list = new ArrayList<>();
        for (int i = shop.between(0, 4); i > 0; i--) {
          list.add(random(shop, depth - 1));
        }
        return list;
      default:
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = shop.between(0, 4); i > 0; i--) {
          map.put(shop.word(6), random(shop, depth - 1));
        }
        return map;
    }
  }
}
