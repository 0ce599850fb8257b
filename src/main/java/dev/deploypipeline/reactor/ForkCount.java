package dev.deploypipeline.reactor;

/** The parameter {@code forkCount} of Surefire and Failsafe. */
public final class ForkCount {

  private ForkCount() {}

  /**
   * Whether tests run in JVMs of their own.
   *
   * @param value of the parameter; null where it has none
   */
  public static boolean forks(String value) {
    // 0C, 0.0C and 00 are 0 for Surefire too.
    return value == null || value.matches(".*[^0.C\\s].*");
  }
}
