package dev.deploypipeline.config;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What holds for all services of a pool.
 *
 * @param profile whose number of servers is used where nothing else says it
 * @param sizeOverride servers of each service, over what the service says; empty for none
 * @param leaseTimeout how long a lease is waited for before the wait fails
 */
public record PoolSettings(Profile profile, OptionalInt sizeOverride, Duration leaseTimeout) {

  /**
   * What is waited for a lease by default: long, because who waits stands behind tests that run,
   * and those would pass with plain Maven however long they take.
   */
  public static final Duration DEFAULT_LEASE_TIMEOUT = Duration.ofMinutes(30);

  /** Rejects null, a size below 1 and a negative time. */
  public PoolSettings {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(sizeOverride, "sizeOverride");
    if (sizeOverride.isPresent() && sizeOverride.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "the pool's size is '"
              + sizeOverride.getAsInt()
              + "'. Perhaps you should set -Ddeploy-pipeline.pool.size (or CONTAINER_POOL_SIZE) to 1 or more.");
    }
    if (leaseTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "the pool's lease timeout is '"
              + leaseTimeout
              + "'. Perhaps you should leave -Ddeploy-pipeline.pool.leaseTimeout away.");
    }
  }

  /** The settings in force where nobody says anything. */
  public static PoolSettings defaults() {
    return new PoolSettings(Profile.BALANCED, OptionalInt.empty(), DEFAULT_LEASE_TIMEOUT);
  }

  /** How many servers a service gets. */
  public int servers(ServiceSettings service) {
    return sizeOverride.orElse(service.size().orElse(profile.servers()));
  }
}
