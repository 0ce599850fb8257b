package shop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.model.RandomShop;

class CronExpressionTest {

  @ParameterizedTest
  @CsvSource({
    "* * * * *,2026-03-01T12:00:30,2026-03-01T12:01",
    "0 2 * * *,2026-03-01T02:00,2026-03-02T02:00",
    "*/15 * * * *,2026-03-01T12:46,2026-03-01T13:00",
    "30 6 * * 1-5,2026-03-06T07:00,2026-03-09T06:30",
    "0 0 1 1 *,2026-03-01T12:00,2027-01-01T00:00",
    "0 0 29 2 *,2026-03-01T12:00,2028-02-29T00:00",
    "0 0 * * 7,2026-03-02T00:00,2026-03-08T00:00",
    "5/20 3 * * *,2026-03-01T03:06,2026-03-01T03:25",
  })
  void findsTheNextTime(String cron, LocalDateTime after, LocalDateTime expected) {
    assertThat(new CronExpression(cron).next(after)).isEqualTo(expected);
  }

  @Test
  void withBothDayFieldsOneIsEnough() {
    CronExpression friday13 = new CronExpression("0 0 13 * 5");
    LocalDateTime start = LocalDateTime.parse("2026-03-07T00:00");
    assertThat(friday13.next(start)).isEqualTo(LocalDateTime.parse("2026-03-13T00:00"));
    assertThat(friday13.next(LocalDateTime.parse("2026-03-13T00:00")))
        .isEqualTo(LocalDateTime.parse("2026-03-20T00:00"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * *|has 4 fields",
        "60 * * * *|no minute",
        "* 24 * * *|no hour",
        "* * 0 * *|no day",
        "* * * x *|no month",
        "* * * * 5-2|no weekday",
        "*/0 * * * *|no minute"
      })
  void namesTheWrongField(String cron, String expected) {
    assertThatThrownBy(() -> new CronExpression(cron)).hasMessageContaining(expected);
  }

  @Test
  void aDayThatNeverComesIsAnError() {
    assertThatThrownBy(
            () -> new CronExpression("0 0 31 2 *").next(LocalDateTime.parse("2026-03-01T00:00")))
        .hasMessageContaining("no time within nine years");
  }

  @Test
  void theNextTimeIsTheFirstMatchAndNoneIsLeftOut() {
    RandomShop shop = new RandomShop(95);
    for (int i = 0; i < 400; i++) {
      String cron =
          String.join(
              " ",
              shop.oneOf(List.of("*", "*/7", "" + shop.between(0, 59), "10-20")),
              shop.oneOf(List.of("*", "*/5", "" + shop.between(0, 23), "8-17/3")),
              shop.oneOf(List.of("*", "1-15", "" + shop.between(1, 28))),
              "*",
              shop.oneOf(List.of("*", "1-5", "0", "6,7")));
      CronExpression expression = new CronExpression(cron);
      LocalDateTime start =
          LocalDateTime.parse("2026-01-01T00:00").plusMinutes(shop.between(0, 500_000));
      LocalDateTime next = expression.next(start);
      LocalDateTime slow = start.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
      while (!expression.matches(slow)) {
        slow = slow.plusMinutes(1);
      }
      assertThat(next).as(cron + " after " + start).isEqualTo(slow);
    }
  }
}
