package dev.deploypipeline.tuning;

import java.util.Locale;

/** A way to start a test JVM; the later ones do more for a quick start. */
public enum JvmStart {
  /** As Surefire starts it. */
  PLAIN(""),
  /** With the first compiler only, which gets as much room for its code as both have otherwise. */
  TUNED("-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m");

  private final String options;

  JvmStart(String options) {
    this.options = options;
  }

  /** The options of the JVM that stand for it, the same for all modules; empty for none. */
  public String options() {
    return options;
  }

  /** The name used in reports and files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of that {@link #id()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  static JvmStart of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
