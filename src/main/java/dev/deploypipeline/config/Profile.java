package dev.deploypipeline.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Presets over the settings. */
public enum Profile {
  /** The default: twice as many tasks at once as there are cores. */
  BALANCED(2),
  /** Three tasks at once for each core. */
  OPTIMIZED(3),
  /** Four tasks at once for each core. */
  AGGRESSIVE(4);

  private final int threadsPerCore;

  Profile(int threadsPerCore) {
    this.threadsPerCore = threadsPerCore;
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
