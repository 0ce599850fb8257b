package shop.batch;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;

/**
 * Minute, hour, day of month, month and day of week (0 or 7 is Sunday), with lists, ranges and
 * steps.
 */
public final class CronExpression {
  private static final int[] FROM = {0, 0, 1, 1, 0};
  private static final int[] TO = {59, 23, 31, 12, 7};
  private static final String[] NAMES = {"minute", "hour", "day", "month", "weekday"};

  private final BitSet[] fields = new BitSet[5];
  private final boolean anyDay;
  private final boolean anyWeekday;

  public CronExpression(String text) {
    String[] parts = text.strip().split("\\s+");
    if (parts.length != 5) {
      throw new IllegalArgumentException(
          "'" + text + "' has " + parts.length + " fields; cron needs 5");
    }
    for (int i = 0; i < 5; i++) {
      fields[i] = field(parts[i], i);
    }
    if (fields[4].get(7)) {
      fields[4].set(0);
    }
    this.anyDay = parts[2].equals("*");
    this.anyWeekday = parts[4].equals("*");
  }

  /**
   * The first matching minute after the given time; an expression that never matches is an error.
   */
  public LocalDateTime next(LocalDateTime after) {
    LocalDateTime time = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDateTime horizon = time.plusYears(9);
    while (time.isBefore(horizon)) {
      if (!fields[3].get(time.getMonthValue())) {
        time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
      } else if (!dayMatches(time)) {
        time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!fields[1].get(time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!fields[0].get(time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return time;
      }
    }
    throw new IllegalStateException(
        "no time within nine years matches; is there such a day in that month?");
  }

  boolean matches(LocalDateTime time) {
    return fields[0].get(time.getMinute())
        && fields[1].get(time.getHour())
        && fields[3].get(time.getMonthValue())
        && dayMatches(time);
  }

  /** As in every cron: when both day fields are restricted, one of them is enough. */
  private boolean dayMatches(LocalDateTime time) {
    boolean day = fields[2].get(time.getDayOfMonth());
    boolean weekday = fields[4].get(time.getDayOfWeek().getValue() % 7);
    return anyDay || anyWeekday ? day && weekday : day || weekday;
  }

  private static BitSet field(String text, int index) {
    BitSet bits = new BitSet();
    for (String item : text.split(",", -1)) {
      String[] rangeAndStep = item.split("/", 2);
      int step = rangeAndStep.length == 1 ? 1 : number(rangeAndStep[1], index);
      String[] range = rangeAndStep[0].split("-", 2);
      int from = range[0].equals("*") ? FROM[index] : number(range[0], index);
      int to = range.length == 2 ? number(range[1], index) : from;
      if (range[0].equals("*") || rangeAndStep.length == 2 && range.length == 1) {
        to = TO[index];
      }
      if (from < FROM[index] || to > TO[index] || from > to || step < 1) {
        throw wrong(item, index);
      }
      for (int value = from; value <= to; value += step) {
        bits.set(value);
      }
    }
    return bits;
  }

  private static int number(String text, int index) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong(text, index);
    }
  }

  private static IllegalArgumentException wrong(String text, int index) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is no "
            + NAMES[index]
            + "; it must be "
            + FROM[index]
            + " to "
            + TO[index]);
  }
}
