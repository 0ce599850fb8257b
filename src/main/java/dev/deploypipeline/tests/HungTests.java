package dev.deploypipeline.tests;

import dev.deploypipeline.model.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Ends test JVMs in which one class has been for longer than the limit. A class is over when its
 * report is written; so what a JVM has been busy with since its last report, or since its start, is
 * one class.
 */
final class HungTests {

  private final TestExecution execution;
  private final Path directory;
  private final Duration limit;
  private final TestJvms jvms;
  private final Consumer<RunEvent> events;
  private final InstantSource clock;
  private final Map<String, Instant> lastReports = new HashMap<>();
  private Instant lastOfAnyJvm = Instant.MIN;

  /**
   * Ends nothing yet.
   *
   * @param directory where the execution keeps its test JVMs' files
   * @param limit how long a class may take
   * @param events hears of each class whose JVM was ended, as of a failed test
   */
  HungTests(
      TestExecution execution,
      Path directory,
      Duration limit,
      TestJvms jvms,
      Consumer<RunEvent> events,
      InstantSource clock) {
    this.execution = execution;
    this.directory = directory;
    this.limit = limit;
    this.jvms = jvms;
    this.events = events;
    this.clock = clock;
  }

  /** Notes that a JVM ended a class. */
  synchronized void reported(ForkName fork, Instant written) {
    lastReports.merge(fork.arguments(), written, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** Notes that some JVM ended a class, and that it may have been any of them. */
  synchronized void reportedByAny(Instant written) {
    lastOfAnyJvm = lastOfAnyJvm.isAfter(written) ? lastOfAnyJvm : written;
  }

  /**
   * Looks at the JVMs.
   *
   * @param news reads the reports that were written meanwhile; says false where there may be one
   *     that it could not read, so that nobody knows which JVM made progress
   */
  void check(BooleanSupplier news) {
    for (TestJvms.Jvm jvm : jvms.of(directory)) {
      if (isHung(jvm)) {
        String threads = threads(jvm);
        // That took a while, in which the class may have come to its end.
        if (news.getAsBoolean() && isHung(jvm) && jvms.end(jvm)) {
          tell(jvm, threads);
        }
      }
    }
  }

  private synchronized boolean isHung(TestJvms.Jvm jvm) {
    Instant since = lastReports.getOrDefault(jvm.arguments(), jvm.started());
    Instant end = clock.instant().minus(limit);
    return since.isBefore(end) && lastOfAnyJvm.isBefore(end);
  }

  private String threads(TestJvms.Jvm jvm) {
    try {
      return jvms.threads(jvm);
    } catch (IOException e) {
      return "What the threads did is not known: " + e.getMessage() + "\n";
    }
  }

  private void tell(TestJvms.Jvm jvm, String threads) {
    // The tests run in the main thread; what others do there is the second choice.
    String main = thread(threads, "main");
    Optional<String> name = outermostTest(main).or(() -> outermostTest(threads));
    StackFrames frames = new StackFrames(execution.classDirectories());
    events.accept(
        new RunEvent.TestFailed(
            clock.instant(),
            execution.task(),
            name.orElse("a test class"),
            "it held its JVM for more than "
                + limit.toMillis() / 1e3
                + " s, which was ended (deploy-pipeline.tests.kill); "
                + written(jvm, threads),
            frames.firstOfProject(main).or(() -> frames.firstOfProject(threads)),
            name.map(known -> execution.rerun().of(known, ""))));
  }

  private String written(TestJvms.Jvm jvm, String threads) {
    Path file =
        directory
            .resolveSibling("deploy-pipeline")
            .resolve("threads-" + directory.getFileName() + "-" + jvm.pid() + ".txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, threads);
      return "what its threads did is in " + file;
    } catch (IOException e) {
      return "what its threads did could not be written to " + file + " (" + e + ")";
    }
  }

  /** The lines of one thread; empty where there is none of that name. */
  private static String thread(String threads, String name) {
    return threads
        .lines()
        .dropWhile(line -> !line.startsWith("\"" + name + "\""))
        .takeWhile(line -> !line.isBlank())
        .collect(Collectors.joining("\n"));
  }

  /** The class whose method was called first: other classes of the tests are called by it. */
  private Optional<String> outermostTest(String trace) {
    StackFrames tests = new StackFrames(List.of(execution.classDirectories().get(0)));
    return tests.all(trace).reduce((first, last) -> last).map(StackFrames::outermost);
  }
}
