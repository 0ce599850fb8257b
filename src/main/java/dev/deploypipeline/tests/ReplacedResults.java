package dev.deploypipeline.tests;

/**
 * How the results of a class changed when the reports of a retry replaced those of the first
 * attempt.
 *
 * @param failures how many tests failed first
 * @param errors how many ended with an error first
 * @param tests how many more tests there are now; negative where there are fewer
 * @param skipped how many more of them are skipped
 */
public record ReplacedResults(int failures, int errors, int tests, int skipped) {

  /** The two together. */
  public ReplacedResults and(ReplacedResults other) {
    return new ReplacedResults(
        failures + other.failures,
        errors + other.errors,
        tests + other.tests,
        skipped + other.skipped);
  }

  /** Nothing changed. */
  public static ReplacedResults none() {
    return new ReplacedResults(0, 0, 0, 0);
  }
}
