package dev.deploypipeline.tests;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The watches of a run. Somebody calls {@link #tick} from time to time; where looking takes long,
 * because there are thousands of reports, not every call looks.
 */
public final class TestWatches {

  /** The part of the time that may be spent on looking. */
  private static final long SHARE = 20;

  private final Set<TestWatch> watches = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanos;
  private long restUntil;

  /**
   * Nobody watches yet.
   *
   * @param nanos a clock that only goes forward, as {@link System#nanoTime}
   */
  public TestWatches(LongSupplier nanos) {
    this.nanos = nanos;
    this.restUntil = nanos.getAsLong();
  }

  /** Looks after a watch from now on; what is returned ends it, see {@link TestWatch#end}. */
  public Supplier<Optional<Set<String>>> add(TestWatch watch) {
    watches.add(watch);
    return () -> {
      watches.remove(watch);
      return watch.end();
    };
  }

  /** Ends the test JVMs in which a class has been for too long; may take seconds. */
  public void endHung() {
    watches.forEach(TestWatch::endHung);
  }

  /** Lets all watches look, unless they have looked for too long of late. */
  public synchronized void tick() {
    long begin = nanos.getAsLong();
    if (begin - restUntil < 0) {
      return;
    }
    watches.forEach(TestWatch::poll);
    long end = nanos.getAsLong();
    restUntil = end + SHARE * (end - begin);
  }
}
