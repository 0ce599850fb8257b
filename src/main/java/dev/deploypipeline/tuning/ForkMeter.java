package dev.deploypipeline.tuning;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Measures the processes of test JVMs while they run, since nobody tells it when they have ended: a
 * process is known by one of its arguments, and looked at every now and then. What it used after
 * the last look is missing. Safe for use by many threads.
 */
public final class ForkMeter {

  private static final Logger LOG = System.getLogger(ForkMeter.class.getName());

  /** One look costs about as much as the number of processes of the machine, in microseconds. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** A process, as the operating system tells it. */
  interface Seen {
    long pid();

    boolean hasArgument(String argument);

    Optional<Instant> started();

    Optional<Duration> cpu();
  }

  /**
   * What processes took.
   *
   * @param wall from the first start to the last look at any of them
   * @param cpu of all of them together
   */
  public record Cost(Duration wall, Duration cpu) {}

  /** The processes with one argument. */
  public final class Measurement {

    private final String argument;
    private final Set<Long> others = new HashSet<>();
    private final Map<Long, Duration> cpu = new HashMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private Measurement(String argument) {
      this.argument = argument;
    }

    private void look(Seen process, Instant now) {
      long pid = process.pid();
      if (others.contains(pid)) {
        return;
      }
      if (!cpu.containsKey(pid) && !process.hasArgument(argument)) {
        // A shell that becomes the JVM has these arguments only later.
        if (process.started().filter(at -> at.isBefore(now.minusSeconds(1))).isPresent()) {
          others.add(pid);
        }
        return;
      }
      Optional<Duration> used = process.cpu();
      Optional<Instant> started = process.started();
      if (used.isPresent() && started.isPresent()) {
        cpu.put(pid, used.get());
        first = started.get().isBefore(first) ? started.get() : first;
        last = now;
      }
    }

    /** Ends it, and tells what was seen; empty where no such process was. */
    public Optional<Cost> end() {
      synchronized (ForkMeter.this) {
        running.remove(this);
        if (cpu.isEmpty()) {
          return Optional.empty();
        }
        Duration wall = Duration.between(first, last);
        return Optional.of(
            new Cost(
                wall.isNegative() ? Duration.ZERO : wall,
                cpu.values().stream().reduce(Duration.ZERO, Duration::plus)));
      }
    }
  }

  private final Supplier<List<Seen>> processes;
  private final Supplier<Instant> clock;
  private final boolean looksByItself;
  private final Set<Measurement> running = new HashSet<>();
  private boolean looking;

  /** Measures descendants of this process. */
  public ForkMeter() {
    this(ForkMeter::descendants, Instant::now, true);
  }

  ForkMeter(Supplier<List<Seen>> processes, Supplier<Instant> clock, boolean looksByItself) {
    this.processes = processes;
    this.clock = clock;
    this.looksByItself = looksByItself;
  }

  /** Begins to measure the processes that have exactly this argument. */
  public synchronized Measurement begin(String argument) {
    Measurement measurement = new Measurement(argument);
    running.add(measurement);
    if (looksByItself && !looking) {
      looking = true;
      Thread thread = new Thread(this::watch, "deploy-pipeline-fork-meter");
      thread.setDaemon(true);
      thread.start();
    }
    return measurement;
  }

  private void watch() {
    boolean ended = false;
    try {
      while (look()) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
      ended = true;
    } catch (RuntimeException | LinkageError e) {
      // Times decide nothing but what is quicker.
      LOG.log(Level.DEBUG, "test JVMs are not measured", e);
    } finally {
      // A look that finds nothing to do has noted its end already, and another may have begun.
      if (!ended) {
        synchronized (this) {
          looking = false;
        }
      }
    }
  }

  /** Looks once; returns whether anything is left to be measured. */
  boolean look() {
    synchronized (this) {
      if (running.isEmpty()) {
        looking = false;
        return false;
      }
    }
    List<Seen> now = processes.get();
    Instant at = clock.get();
    synchronized (this) {
      for (Seen process : now) {
        running.forEach(measurement -> measurement.look(process, at));
      }
    }
    return true;
  }

  /** The processes that this one started, and those that they started. */
  static List<Seen> descendants() {
    return ProcessHandle.current().descendants().<Seen>map(Descendant::new).toList();
  }

  private record Descendant(ProcessHandle handle) implements Seen {
    @Override
    public long pid() {
      return handle.pid();
    }

    @Override
    public boolean hasArgument(String argument) {
      return handle
          .info()
          .arguments()
          .filter(all -> Arrays.asList(all).contains(argument))
          .isPresent();
    }

    @Override
    public Optional<Instant> started() {
      return handle.info().startInstant();
    }

    @Override
    public Optional<Duration> cpu() {
      return handle.info().totalCpuDuration();
    }
  }
}
