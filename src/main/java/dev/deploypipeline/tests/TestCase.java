package dev.deploypipeline.tests;

import java.util.Objects;

/**
 * One test of a report.
 *
 * @param className the class as the report names it
 * @param name the test as the report names it; empty where the report has no name, as for a fixture
 *     of the class
 * @param result how it ended
 * @param type the exception of a failure, empty otherwise
 * @param message what a failure said, or the first one of a flaky test; empty where nothing was
 *     said
 * @param trace the stack trace of a failure, empty otherwise
 * @param seconds how long it took
 */
record TestCase(
    String className,
    String name,
    Result result,
    String type,
    String message,
    String trace,
    double seconds) {

  /** How a test ended. */
  enum Result {
    PASSED,
    FAILED,
    SKIPPED,
    FLAKY
  }

  TestCase {
    Objects.requireNonNull(className, "className");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(trace, "trace");
  }

  /** The class that is in a file of its own: nested classes run with it. */
  String outermostClass() {
    return StackFrames.outermost(className);
  }

  /** Class and method, for people. */
  String fullName() {
    return name.isEmpty() ? className : className + "." + name;
  }
}
