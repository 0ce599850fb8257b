package shop.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.model.RandomShop;

class MessageTemplateTest {

  private static String render(String template, Map<String, ?> values) {
    return MessageTemplate.parse(template).render(values);
  }

  @Test
  void fillsFieldsIn() {
    assertThat(
            render("Dear {{ name }}, {{greeting}}!", Map.of("name", "Anna", "greeting", "hello")))
        .isEqualTo("Dear Anna, hello!");
  }

  @Test
  void repeatsASectionForEachElement() {
    List<Map<String, Object>> lines =
        List.of(Map.of("n", 2, "what", "socks"), Map.of("n", 1, "what", "shoes"));
    assertThat(render("{{#lines}}{{n}}x {{what}};{{/lines}}", Map.of("lines", lines)))
        .isEqualTo("2x socks;1x shoes;");
  }

  @Test
  void aConditionKeepsOrDropsItsSection() {
    String template = "{{#paid}}Thanks!{{/paid}}{{^paid}}Please pay.{{/paid}}";
    assertThat(render(template, Map.of("paid", true))).isEqualTo("Thanks!");
    assertThat(render(template, Map.of("paid", false))).isEqualTo("Please pay.");
    assertThat(render(template, Map.of())).isEqualTo("Please pay.");
  }

  @Test
  void anInvertedSectionStandsForAnEmptyList() {
    assertThat(render("{{^lines}}nothing{{/lines}}", Map.of("lines", List.of())))
        .isEqualTo("nothing");
    assertThat(render("{{^lines}}nothing{{/lines}}", Map.of("lines", List.of(Map.of())))).isEmpty();
  }

  @Test
  void aMissingValueIsNamed() {
    assertThatThrownBy(() -> render("{{name}}", Map.of("nmae", "Anna")))
        .hasMessageContaining("{{name}}");
  }

  @ParameterizedTest
  @CsvSource({
    "{{name,never closed",
    "{{#a}}x,section a is never closed",
    "x{{/a}},closes nothing",
    "{{#a}}{{/b}},/b"
  })
  void pointsAtMistakes(String template, String expected) {
    assertThatThrownBy(() -> MessageTemplate.parse(template)).hasMessageContaining(expected);
  }

  @Test
  void rendersALongInvoice() {
    RandomShop shop = new RandomShop(71);
    MessageTemplate invoice =
        MessageTemplate.parse(
            "{{#lines}}{{n}} x {{what}}{{#gift}} (gift for {{who}}){{/gift}}\n{{/lines}}");
    List<Map<String, Object>> lines = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      String what = shop.word(8);
      boolean gift = i % 3 == 0;
      lines.add(Map.of("n", i, "what", what, "gift", gift, "who", "Bert"));
      expected.append(i).append(" x ").append(what).append(gift ? " (gift for Bert)\n" : "\n");
    }
    for (int round = 0; round < 800; round++) {
      assertThat(invoice.render(Map.of("lines", lines))).hasSameSizeAs(expected);
    }
    assertThat(invoice.render(Map.of("lines", lines))).isEqualTo(expected.toString());
  }
}
