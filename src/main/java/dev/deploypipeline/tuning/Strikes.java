package dev.deploypipeline.tuning;

/**
 * What speaks against the options of an execution's test JVMs.
 *
 * @param unresolved whether tests failed with them and have not run without them since
 * @param most how often one and the same test failed with them and passed without, right behind it
 */
public record Strikes(boolean unresolved, int most) {

  /** Nothing does. */
  public static final Strikes NONE = new Strikes(false, 0);

  /** Rejects a negative number. */
  public Strikes {
    if (most < 0) {
      throw new IllegalArgumentException("no test fails " + most + " times");
    }
  }
}
