package dev.deploypipeline.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Presets over the settings. */
public enum Profile {
  /** The default: two tasks at once for each core, two servers for each service. */
  BALANCED(2, 2),
  /** Three tasks at once for each core, three servers for each service. */
  OPTIMIZED(3, 3),
  /** Four tasks at once for each core, five servers for each service. */
  AGGRESSIVE(4, 5);

  private final int threadsPerCore;
  private final int servers;

  Profile(int threadsPerCore, int servers) {
    this.threadsPerCore = threadsPerCore;
    this.servers = servers;
  }

  /** How many servers the pool runs for each service. */
  public int servers() {
    return servers;
  }

  /** How many tasks may run at once on a machine with so many cores; at least 2. */
  public int threads(int cores) {
    return Math.max(2, threadsPerCore * cores);
  }

  /** The name used in the configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The profile of that {@link #id()}.
   *
   * @throws IllegalArgumentException naming the value and the known profiles, when there is none
   */
  public static Profile of(String id) {
    return Arrays.stream(values())
        .filter(profile -> profile.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown profile '"
                        + id
                        + "'. Perhaps you should set -Ddeploy-pipeline.profile to one of: "
                        + Arrays.stream(values()).map(Profile::id).collect(Collectors.joining(", "))
                        + "."));
  }
}
