package shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReorderPlannerTest {
  private static final ReorderPlanner PLANNER = new ReorderPlanner(20, 6, 7);

  @ParameterizedTest
  @CsvSource({"0,140", "1,156", "1.65,167", "3,188"})
  void moreSafetyMeansAnEarlierOrder(double safety, int expected) {
    assertThat(PLANNER.reorderPoint(safety)).isEqualTo(expected);
  }

  @Test
  void theLotSizeGrowsWithTheRootOfTheOrderCost() {
    assertThat(PLANNER.lotSize(40, 2)).isEqualTo(2 * PLANNER.lotSize(10, 2)).isEqualTo(540);
  }

  @Test
  void anArticleNobodyBuysIsOrderedSingly() {
    assertThat(new ReorderPlanner(0, 0, 5).lotSize(10, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0,0.5,0.95", "1.65,0.95,1", "3,0.99,1"})
  void theSimulationConfirmsTheSafetyMargin(double safety, double atLeast, double atMost) {
    assertThat(PLANNER.serviceLevel(PLANNER.reorderPoint(safety), 60, 1_000_000, 41))
        .isBetween(atLeast, atMost);
  }

  @Test
  void moreStockNeverMakesTheServiceWorse() {
    double before = 0;
    for (int point = 100; point <= 220; point += 10) {
      double level = PLANNER.serviceLevel(point, 100, 300_000, 42);
      assertThat(level).isGreaterThanOrEqualTo(before - 0.002);
      before = level;
    }
    assertThat(before).isGreaterThan(0.999);
  }

  @Test
  void refusesNegativeDemand() {
    assertThatThrownBy(() -> new ReorderPlanner(-1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
