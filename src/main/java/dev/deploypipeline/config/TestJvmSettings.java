package dev.deploypipeline.config;

import java.util.Locale;
import java.util.Objects;

/**
 * What may be changed about the way test JVMs start.
 *
 * @param tuned whether anything may
 * @param engine the most that may
 */
public record TestJvmSettings(boolean tuned, TestEngine engine) {

  private enum Tuning {
    AUTO,
    OFF
  }

  private enum EngineChoice {
    AUTO,
    SUREFIRE,
    FAST
  }

  /** Rejects null. */
  public TestJvmSettings {
    Objects.requireNonNull(engine, "engine");
  }

  /**
   * Reads them.
   *
   * @param tuning {@code auto} or {@code off}; null for {@code auto}
   * @param engine {@code auto}, {@code surefire} or {@code fast}; null for {@code auto}
   * @param profile decides for {@code auto}: {@code fast} where it is not {@code balanced}
   * @throws IllegalArgumentException for another value; the message names it and the known ones
   */
  public static TestJvmSettings parse(String tuning, String engine, Profile profile) {
    Tuning tuned =
        Choice.of(Tuning.class, "value of deploy-pipeline.tests.tuning", tuning, Tuning.AUTO);
    EngineChoice choice =
        Choice.of(
            EngineChoice.class, "value of deploy-pipeline.tests.engine", engine, EngineChoice.AUTO);
    TestEngine chosen =
        choice == EngineChoice.AUTO
            ? profile.testEngine()
            : TestEngine.valueOf(choice.name().toUpperCase(Locale.ROOT));
    return new TestJvmSettings(tuned == Tuning.AUTO, chosen);
  }
}
