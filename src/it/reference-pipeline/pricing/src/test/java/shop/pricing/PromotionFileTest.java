package shop.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.model.Money;
import shop.model.RandomShop;
import shop.model.Sku;

class PromotionFileTest {
  private static final Sku SOCKS = Sku.of("SO", 1);

  private static PromotionRule only(String text) {
    List<PromotionRule> rules = PromotionFile.parse(text);
    assertThat(rules).hasSize(1);
    return rules.get(0);
  }

  @Test
  void readsAPercentage() {
    assertThat(only("promotion \"spring\" then 12.5 % off;"))
        .isEqualTo(
            new PromotionRule(
                "spring",
                0,
                new Condition.Always(),
                new Effect.PercentOff(new BigDecimal("12.5"), null)));
  }

  @Test
  void readsACondition() {
    assertThat(only("promotion \"big\" when total >= 99.90 EUR then free shipping;").condition())
        .isEqualTo(new Condition.Total(Condition.Comparison.AT_LEAST, Money.eur(9990)));
  }

  @Test
  void andBindsTighterThanOr() {
    Condition condition =
        only("promotion \"x\" when customer is gold or pieces > 3 and not contains "
                + SOCKS
                + " then 1 EUR off;")
            .condition();
    assertThat(condition).isInstanceOf(Condition.Or.class);
    assertThat(((Condition.Or) condition).right())
        .isEqualTo(
            new Condition.And(
                new Condition.Pieces(Condition.Comparison.MORE, 3),
                new Condition.Not(new Condition.Contains(SOCKS))));
  }

  @Test
  void parenthesesBindTighterThanAnything() {
    Condition condition =
        only("promotion \"x\" when (customer is gold or pieces > 3) and pieces < 9 then 1 EUR off;")
            .condition();
    assertThat(condition).isInstanceOf(Condition.And.class);
  }

  @Test
  void sortsByPriority() {
    String text =
        "# sale\npromotion \"low\" then 1 EUR off;\npromotion \"high\" priority 9 then pay 2 of 3 "
            + SOCKS
            + ";";
    assertThat(PromotionFile.parse(text))
        .extracting(PromotionRule::name)
        .containsExactly("high", "low");
  }

  @Test
  void anEmptyFileHasNoPromotions() {
    assertThat(PromotionFile.parse("# nothing today\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "promotion \"a\" then 10 off; | line 1, column 23",
        "promotion \"a\" then 110 % off; | 0 to 100 %",
        "promotion \"a\" then pay 3 of 3 SO-000001-0; | is no discount",
        "promotion \"a\" then 1.234 EUR off; | is no amount",
        "promotion a then free shipping; | column 11",
        "promotion \"a\" when total then free shipping; | column 26",
      })
  void pointsAtTheMistake(String text, String expected) {
    assertThatThrownBy(() -> PromotionFile.parse(text.replace("SO-000001-0", SOCKS.value())))
        .isInstanceOf(PromotionSyntaxException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void readsALargeFile() {
    RandomShop shop = new RandomShop(21);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append("promotion \"p").append(i).append("\" priority ").append(shop.between(0, 99));
      text.append(" when (total > ").append(shop.between(1, 500)).append(".00 EUR or customer is ");
      text.append(shop.word(5)).append(") and not contains ").append(shop.sku());
      text.append(" then ")
          .append(shop.between(1, 100))
          .append(" % off on ")
          .append(shop.sku())
          .append(";\n");
    }
    List<PromotionRule> rules = PromotionFile.parse(text.toString());
    assertThat(rules).hasSize(3_000).isSortedAccordingTo((a, b) -> b.priority() - a.priority());
  }
}
