package dev.deploypipeline.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What holds for all services of a pool.
 *
 * @param profile whose number of servers is used where nothing else says it
 * @param sizeOverride servers of each service, over what the service says; empty for none
 * @param leaseTimeout how long a lease is waited for before the wait fails
 * @param keepIdle how long servers go on without a build that uses them, at least a second; empty
 *     if they stop with the build
 */
public record PoolSettings(
    Profile profile, OptionalInt sizeOverride, Duration leaseTimeout, Optional<Duration> keepIdle) {

  /**
   * What is waited for a lease by default: long, because who waits stands behind tests that run,
   * and those would pass with plain Maven however long they take.
   */
  public static final Duration DEFAULT_LEASE_TIMEOUT = Duration.ofMinutes(30);

  /** How long servers are kept by default, where they are kept. */
  public static final Duration DEFAULT_KEEP_IDLE = Duration.ofMinutes(30);

  /** Settings whose servers stop with the build. */
  public PoolSettings(Profile profile, OptionalInt sizeOverride, Duration leaseTimeout) {
    this(profile, sizeOverride, leaseTimeout, Optional.empty());
  }

  /** Rejects null, a size below 1, a negative time and less than a second to keep servers for. */
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
    if (keepIdle.isPresent() && keepIdle.get().compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "servers are to be kept for '"
              + keepIdle.get()
              + "'. Perhaps you should set -Ddeploy-pipeline.pool.keepIdle to 1s or more, or -Ddeploy-pipeline.pool.keep=false.");
    }
  }

  /** The settings in force where nobody says anything. */
  public static PoolSettings defaults() {
    return new PoolSettings(Profile.BALANCED, OptionalInt.empty(), DEFAULT_LEASE_TIMEOUT);
  }

  /** How many containers of one kind are started ahead of the tests that will ask for them. */
  public int startedAhead() {
    return sizeOverride.orElse(profile.servers());
  }

  /** How many servers a service gets. */
  public int servers(ServiceSettings service) {
    return sizeOverride.orElse(service.size().orElse(profile.servers()));
  }
}
