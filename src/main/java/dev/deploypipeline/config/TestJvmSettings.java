package dev.deploypipeline.config;

/**
 * What may be changed about the way test JVMs start.
 *
 * @param tuned whether they may get options for a quick start
 * @param asked whether somebody said so, rather than nothing
 */
public record TestJvmSettings(boolean tuned, boolean asked) {

  private enum Tuning {
    AUTO,
    OFF
  }

  /**
   * Reads them.
   *
   * @param tuning {@code auto} or {@code off}; null for {@code auto}
   * @throws IllegalArgumentException for another value; the message names it and the known ones
   */
  public static TestJvmSettings parse(String tuning) {
    return new TestJvmSettings(
        Choice.of(Tuning.class, "value of deploy-pipeline.tests.tuning", tuning, Tuning.AUTO)
            == Tuning.AUTO,
        tuning != null);
  }
}
