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

  /** So many failures of one test that plain JVMs did not share speak for themselves. */
  private static final int STRIKES = 2;

  /** Rejects null. */
  public StartChoice {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * Chooses by what was recorded. Where tests failed the quick way, the plain one is taken until
   * they have run so, then for a while, and always once one test failed twice the quick way and
   * passed the plain one. Otherwise the quick way comes first, the plain one second, and from then
   * on the one whose JVMs cost less: the median of wall and CPU time together, since the one is
   * waited for here and the other by whatever else runs.
   *
   * @param past what was recorded of the execution's times on this machine, oldest first
   * @param strikes what speaks against the quick way
   * @param quick the way that is worth a try beside the plain one
   */
  public static StartChoice of(List<ForkRecord> past, Strikes strikes, JvmStart quick) {
    if (strikes.unresolved()) {
      return plain("failed before, with " + quick.id() + " JVMs");
    }
    if (strikes.most() >= STRIKES) {
      return plain(
          "a test failed "
              + strikes.most()
              + " times with "
              + quick.id()
              + " JVMs, and passed without");
    }
    if (strikes.most() > 0 && isOnProbation(past, quick)) {
      return plain("failed with " + quick.id() + " JVMs, and passed without");
    }
    return byCost(past, quick);
  }

  /** Whether too few runs are behind the last failure of that way, and none of them took it. */
  private static boolean isOnProbation(List<ForkRecord> past, JvmStart quick) {
    int since = runsSince(past, quick);
    boolean passed = since < past.size() && past.get(past.size() - 1 - since).passed();
    return !passed && since <= RUNS_UNTIL_RETRIAL;
  }

  private static StartChoice byCost(List<ForkRecord> past, JvmStart quick) {
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

  /** The runs behind the last one of that way; all of them where there is none. */
  private static int runsSince(List<ForkRecord> past, JvmStart start) {
    int runs = 0;
    for (int i = past.size() - 1; i >= 0 && past.get(i).start() != start; i--) {
      runs++;
    }
    return runs;
  }
}
