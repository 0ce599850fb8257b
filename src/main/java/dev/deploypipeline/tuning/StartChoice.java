package dev.deploypipeline.tuning;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the test JVMs of an execution are to be started, and why.
 *
 * @param start the way
 * @param reason a few words for people
 */
public record StartChoice(JvmStart start, String reason) {

  /** As many runs of each way are looked at. */
  private static final int RUNS_COMPARED = 5;

  /** After as many runs the way that was slower is tried again. */
  private static final int RUNS_UNTIL_RETRIAL = 10;

  /** A way that costs so many times more is tried again more seldom. */
  private static final double MUCH = 1.25;

  private static final int RUNS_UNTIL_RETRIAL_IF_MUCH = 30;

  /** So many failures that plain JVMs did not share speak for themselves. */
  private static final int STRIKES = 2;

  /** Rejects null. */
  public StartChoice {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * Chooses by what was recorded. A way that failed is not taken in the run behind it, and never
   * again once plain JVMs passed twice where it had failed. Otherwise the quick way comes first,
   * the plain one second, and from then on the one whose JVMs cost less: the median of wall and CPU
   * time together, since the one is waited for here and the other by whatever else runs.
   *
   * @param past what was recorded of the execution on this JDK, oldest first
   * @param quick the way that is worth a try beside the plain one
   */
  public static StartChoice of(List<ForkRecord> past, JvmStart quick) {
    if (!past.isEmpty()) {
      ForkRecord last = past.get(past.size() - 1);
      if (last.start() != JvmStart.PLAIN && !last.passed()) {
        return plain("failed in the last run, with " + last.start().id() + " JVMs");
      }
    }
    int strikes = strikes(past, quick);
    if (strikes >= STRIKES) {
      return plain("failed " + strikes + " times with " + quick.id() + " JVMs, and passed without");
    }
    return byCost(past, quick, strikes);
  }

  private static StartChoice byCost(List<ForkRecord> past, JvmStart quick, int strikes) {
    boolean withCpu = past.stream().allMatch(one -> one.cpu().isPresent());
    Optional<Duration> quickCost = cost(past, quick, withCpu);
    Optional<Duration> plainCost = cost(past, JvmStart.PLAIN, withCpu);
    if (strikes > 0 && runsSince(past, quick) <= RUNS_UNTIL_RETRIAL) {
      return plain("failed with " + quick.id() + " JVMs, and passed without");
    }
    if (quickCost.isEmpty()) {
      return new StartChoice(quick, "first try");
    }
    if (plainCost.isEmpty()) {
      return plain("to compare");
    }
    Map<JvmStart, Duration> costs = new EnumMap<>(JvmStart.class);
    costs.put(quick, quickCost.get());
    costs.put(JvmStart.PLAIN, plainCost.get());
    JvmStart better = quickCost.get().compareTo(plainCost.get()) <= 0 ? quick : JvmStart.PLAIN;
    JvmStart other = better == quick ? JvmStart.PLAIN : quick;
    double ratio = (double) costs.get(other).toNanos() / Math.max(1, costs.get(better).toNanos());
    int limit = ratio > MUCH ? RUNS_UNTIL_RETRIAL_IF_MUCH : RUNS_UNTIL_RETRIAL;
    if (runsSince(past, other) >= limit) {
      return new StartChoice(other, "to compare again");
    }
    return new StartChoice(
        better,
        String.format(
            Locale.ROOT,
            "%s s of wall%s time, %s %s s",
            seconds(costs.get(better)),
            withCpu ? " and CPU" : "",
            other.id(),
            seconds(costs.get(other))));
  }

  /** The plain way, for that reason. */
  public static StartChoice plain(String reason) {
    return new StartChoice(JvmStart.PLAIN, reason);
  }

  /** How often that way failed and the plain one passed right behind it. */
  private static int strikes(List<ForkRecord> past, JvmStart quick) {
    int strikes = 0;
    for (int i = 1; i < past.size(); i++) {
      ForkRecord before = past.get(i - 1);
      ForkRecord after = past.get(i);
      if (before.start() == quick
          && !before.passed()
          && after.start() == JvmStart.PLAIN
          && after.passed()) {
        strikes++;
      }
    }
    return strikes;
  }

  /** The runs behind the last one of that way; all of them where there is none. */
  private static int runsSince(List<ForkRecord> past, JvmStart start) {
    int runs = 0;
    for (int i = past.size() - 1; i >= 0 && past.get(i).start() != start; i--) {
      runs++;
    }
    return runs;
  }

  private static Optional<Duration> cost(List<ForkRecord> past, JvmStart start, boolean withCpu) {
    List<ForkRecord> runs =
        past.stream().filter(one -> one.start() == start && one.passed()).toList();
    List<Duration> costs =
        runs.subList(Math.max(0, runs.size() - RUNS_COMPARED), runs.size()).stream()
            .map(one -> withCpu ? one.wall().plus(one.cpu().orElseThrow()) : one.wall())
            .sorted()
            .toList();
    return costs.isEmpty() ? Optional.empty() : Optional.of(costs.get((costs.size() - 1) / 2));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}
