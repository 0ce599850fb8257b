package dev.deploypipeline.tests;

import java.util.List;
import java.util.Objects;

/**
 * One report file: a class, or all classes of a TestNG suite.
 *
 * @param suite its name
 * @param seconds how long it took
 * @param command the command line of the test JVM, {@code sun.java.command}; empty where the report
 *     does not say
 * @param cases its tests
 */
record TestReport(String suite, double seconds, String command, List<TestCase> cases) {

  TestReport {
    Objects.requireNonNull(suite, "suite");
    Objects.requireNonNull(command, "command");
    cases = List.copyOf(cases);
  }
}
