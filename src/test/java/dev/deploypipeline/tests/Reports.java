package dev.deploypipeline.tests;

import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports as Surefire writes them, and what goes with them. */
final class Reports {

  static final TaskId TASK = new TaskId("org.acme:core", "surefire:test (default-test)");
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private Reports() {}

  /** A report of one class; the body holds its test cases. */
  static String suite(String name, double seconds, String body) {
    return suite(name, seconds, "", body);
  }

  /** A report that says which JVM wrote it. */
  static String suite(String name, double seconds, String command, String body) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2" name="%s" time="%s">
          <properties>
            <property name="java.version" value="17"/>
            <property name="sun.java.command" value="%s"/>
          </properties>
        %s
        </testsuite>
        """
        .formatted(name, seconds, command, body);
  }

  static String passed(String className, String name) {
    return "<testcase name=\"" + name + "\" classname=\"" + className + "\" time=\"0.5\"/>";
  }

  static String failed(String className, String name, String message) {
    return """
        <testcase name="%s" classname="%s" time="0.01">
          <failure message="%s" type="org.opentest4j.AssertionFailedError"><![CDATA[org.opentest4j.AssertionFailedError: %s
        	at org.junit.jupiter.api.Assertions.assertEquals(Assertions.java:601)
        	at %s.%s(CartTest.java:12)
        ]]></failure>
        </testcase>
        """
        .formatted(name, className, message, message, className, name);
  }

  /** The command line of a test JVM whose files are in that directory. */
  static String command(Path directory, int number) {
    return "%1$s/surefirebooter-20261130164209220_3.jar %1$s 2026-11-30T16-42-08_354-jvmRun%2$d surefire-20261130164209220_1tmp surefire_0-20261130164209220_2tmp"
        .formatted(directory, number);
  }

  /** Writes a report that was written so many seconds after the start. */
  static Path write(Path directory, String name, String content, double seconds)
      throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("TEST-" + name + ".xml");
    Files.writeString(file, content);
    Files.setLastModifiedTime(
        file, FileTime.from(START.plus(Duration.ofMillis((long) (seconds * 1e3)))));
    return file;
  }

  /** An execution of the module in that directory. */
  static TestExecution execution(Path module) {
    return execution(module, false, false);
  }

  static TestExecution execution(Path module, boolean selected, boolean reruns) {
    return new TestExecution(
        TASK,
        module.resolve("surefire-reports"),
        "",
        List.of(module.resolve("test-classes"), module.resolve("classes")),
        Optional.of(module.resolve("surefire")),
        selected,
        reruns,
        Duration.ofSeconds(10),
        Optional.empty(),
        new RerunCommand(Optional.of("core"), false, false, false, false, false, List.of()));
  }

  /** Makes a file that stands for a compiled class. */
  static void compile(Path directory, String className) throws IOException {
    Path file = directory.resolve(className.replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }
}
