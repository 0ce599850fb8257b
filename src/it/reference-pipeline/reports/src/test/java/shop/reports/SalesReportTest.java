package shop.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.model.Money;

class SalesReportTest {

  @Test
  void rendersATableWithTheMedian() {
    LocalDate monday = LocalDate.of(2026, 3, 2);
    assertThat(
            SalesReport.render(
                List.of(
                    new SalesReport.Day(monday, 12, Money.eur(99_999)),
                    new SalesReport.Day(monday.plusDays(1), 0, Money.eur(0)))))
        .isEqualTo(
            """
            day         orders  revenue
            2026-03-02      12  999.99 EUR
            2026-03-03       0  0.00 EUR
            median              500.00 EUR
            """);
  }

  @Test
  void aRowHasAsManyCellsAsTheHeader() {
    assertThatThrownBy(() -> new TextTable("a", "b").row(1)).hasMessage("1 cells for 2 columns");
  }
}
