package dev.deploypipeline.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which tests of a run are left out.
 *
 * @param shard the part of the test classes that runs; empty for all
 * @param skipSlow whether slow tests are left out
 * @param slow how long a test class may have held its JVM in earlier runs before it is slow
 */
public record SelectionSettings(Optional<Shard> shard, boolean skipSlow, Duration slow) {

  /** Rejects null. */
  public SelectionSettings {
    Objects.requireNonNull(shard, "shard");
    Objects.requireNonNull(slow, "slow");
  }

  /** What leaves nothing out. */
  public static SelectionSettings everything() {
    return new SelectionSettings(Optional.empty(), false, Duration.ofSeconds(10));
  }

  /** Whether every test runs. */
  public boolean isEverything() {
    return shard.isEmpty() && !skipSlow;
  }

  /**
   * Refuses to deploy what a shard alone has tested.
   *
   * @param until the last phase of the run
   * @throws IllegalArgumentException with what to do instead
   */
  public void checkPhase(String until) {
    if (shard.isPresent() && deploys(until)) {
      throw new IllegalArgumentException(
          Shard.PROPERTY
              + " is "
              + shard.get()
              + ", but a run until "
              + until
              + " would deploy what only a part of the tests has passed. Perhaps you should run the"
              + " shards until verify, check them with -D"
              + Shard.PROPERTY
              + "=verify, and then deploy.");
    }
  }

  /** Whether a run until that phase deploys although slow tests are left out. */
  public boolean deploysUntested(String until) {
    return skipSlow && deploys(until);
  }

  private static boolean deploys(String until) {
    return Phase.order(until).orElse(0) >= Phase.require("deploy");
  }
}
