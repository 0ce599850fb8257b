package dev.deploypipeline.config;

import java.util.Locale;

/** How the test JVMs of Surefire and Failsafe are started. */
public enum TestEngine {
  /** As Surefire starts them, with options for a quick start where they pay. */
  SUREFIRE,
  /** The same, with an archive of the classes of test launcher and engines besides. */
  FAST;

  /** The name used in the configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
