package dev.deploypipeline.tuning;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
  private static final double MUCH = 1.5;

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
    if (strikes > 0 && runsSince(past, quick) <= RUNS_UNTIL_RETRIAL) {
      return plain("failed with " + quick.id() + " JVMs, and passed without");
    }
    Optional<Cost> quickCost = Cost.of(past, quick);
    Optional<Cost> plainCost = Cost.of(past, JvmStart.PLAIN);
    if (quickCost.isEmpty()) {
      return new StartChoice(quick, "first try");
    }
    if (plainCost.isEmpty()) {
      return plain("to compare");
    }
    double ratio = quickCost.get().ratioTo(plainCost.get());
    JvmStart better = ratio <= 1 ? quick : JvmStart.PLAIN;
    JvmStart other = better == quick ? JvmStart.PLAIN : quick;
    boolean much = Math.max(ratio, 1 / ratio) > MUCH;
    if (runsSince(past, other) >= (much ? RUNS_UNTIL_RETRIAL_IF_MUCH : RUNS_UNTIL_RETRIAL)) {
      return new StartChoice(other, "to compare again");
    }
    return new StartChoice(
        better,
        quick.id() + " " + quickCost.get() + ", " + JvmStart.PLAIN.id() + " " + plainCost.get());
  }

  /** Medians of the latest runs that passed. */
  private record Cost(Duration wall, Optional<Duration> cpu) {

    static Optional<Cost> of(List<ForkRecord> past, JvmStart start) {
      List<ForkRecord> all =
          past.stream().filter(one -> one.start() == start && one.passed()).toList();
      List<ForkRecord> latest = all.subList(Math.max(0, all.size() - RUNS_COMPARED), all.size());
      return median(latest.stream().map(ForkRecord::wall))
          .map(wall -> new Cost(wall, median(latest.stream().flatMap(one -> one.cpu().stream()))));
    }

    private static Optional<Duration> median(Stream<Duration> durations) {
      List<Duration> sorted = durations.sorted().toList();
      return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
    }

    /** How many times the other this is; by wall time alone where a CPU time is missing. */
    double ratioTo(Cost other) {
      double walls = ratio(wall, other.wall);
      return cpu.isPresent() && other.cpu.isPresent()
          ? walls * ratio(cpu.get(), other.cpu.get())
          : walls;
    }

    private static double ratio(Duration one, Duration other) {
      return (double) Math.max(1, one.toMillis()) / Math.max(1, other.toMillis());
    }

    @Override
    public String toString() {
      return seconds(wall) + cpu.map(used -> " (CPU " + seconds(used) + ")").orElse("");
    }

    private static String seconds(Duration duration) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
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
}
