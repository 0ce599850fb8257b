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
      int[] range = range(rangeAndStep[0], rangeAndStep.length == 2, index);
      if (range[0] < FROM[index] || range[1] > TO[index] || range[0] > range[1] || step < 1) {
        throw wrong(item, index);
      }
      for (int value = range[0]; value <= range[1]; value += step) {
        bits.set(value);
      }
    }
    return bits;
  }

  /** First and last value; a single value with a step goes on to the end of the field. */
  private static int[] range(String text, boolean stepped, int index) {
    if (text.equals("*")) {
      return new int[] {FROM[index], TO[index]};
    }
    String[] ends = text.split("-", 2);
    int from = number(ends[0], index);
    int single = stepped ? TO[index] : from;
    return new int[] {from, ends.length == 2 ? number(ends[1], index) : single};
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
