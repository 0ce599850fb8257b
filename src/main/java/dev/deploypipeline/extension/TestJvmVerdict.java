package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.PoolSignals;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the end of one execution of Surefire or Failsafe says of its tests. That of Failsafe
 * succeeds whatever they did, and the summary it leaves is of all its executions in the module.
 */
final class TestJvmVerdict {

  /** Stands for a test JVM that ended before its tests did. */
  static final String TEST_JVM = "(test JVM)";

  private static final Logger LOG = LoggerFactory.getLogger(TestJvmVerdict.class);

  private static final String FORK_FAILED = "SurefireBooterForkException";

  private static final Pattern TESTS_FAILED =
      Pattern.compile("There are test failures|There was a timeout");

  /** Somebody ended the JVM: SIGHUP, SIGINT or SIGTERM. */
  private static final Pattern STOPPED = Pattern.compile("Process Exit Code: (?:129|130|143)\\b");

  private static final Pattern PASSED =
      Pattern.compile("<errors>0</errors>\\s*<failures>0</failures>");

  private static final Pattern CRASHED = Pattern.compile("timeout=\"true\"|<failureMessage>[^<]");

  private final TestJvmConfiguration configuration;
  private final FailedTests reported;
  private final MavenSession session;
  private final Summary before;

  /** The file that the executions of Failsafe in a module share; empty where there is none. */
  private record Summary(String text, FileTime modified) {}

  /**
   * Made right before the execution begins.
   *
   * @param reported what its reports will say
   */
  TestJvmVerdict(TestJvmConfiguration configuration, FailedTests reported, MavenSession session)
      throws ReflectiveOperationException, IOException {
    this.configuration = configuration;
    this.reported = reported;
    this.session = session;
    this.before = summary();
  }

  /**
   * The tests that failed.
   *
   * @return {@link #TEST_JVM} stands for a test JVM that crashed or was ended for taking too long;
   *     nothing where all tests passed; empty where the end says nothing of the tests, because the
   *     build is being stopped for example, or something else failed
   */
  Optional<Set<String>> failures(MojoEnds.End end) {
    try {
      return isStopped(end) ? Optional.empty() : failed(end);
    } catch (ReflectiveOperationException | IOException e) {
      LOG.debug("The summary of Failsafe cannot be read", e);
      return Optional.of(Set.of(TEST_JVM));
    }
  }

  private Optional<Set<String>> failed(MojoEnds.End end)
      throws ReflectiveOperationException, IOException {
    boolean failsafe = configuration.summaryFile().isPresent();
    if (end.succeeded() && !failsafe) {
      return Optional.of(Set.of());
    }
    Set<String> failed = new TreeSet<>(reported.names().orElse(Set.of()));
    Summary summary = summary();
    if (hasJvmFailed(end) || (failsafe && summaryTellsOfOurCrash(summary))) {
      failed.add(TEST_JVM);
    }
    if (failed.isEmpty() && reported.names().isEmpty() && maybeTestsFailed(end, summary.text())) {
      failed.add(TEST_JVM);
    }
    return end.succeeded() || !failed.isEmpty() ? Optional.of(failed) : Optional.empty();
  }

  private boolean isStopped(MojoEnds.End end) {
    return Thread.currentThread().isInterrupted()
        || PoolSignals.isStopping(session)
        || isShuttingDown()
        || causes(end).stream()
            .anyMatch(
                cause ->
                    cause instanceof InterruptedException
                        || STOPPED.matcher(String.valueOf(cause.getMessage())).find());
  }

  /** Ctrl-C reaches the test JVMs as well, which may be gone before anything here hears of it. */
  private static boolean isShuttingDown() {
    Thread never = new Thread(() -> {}, "deploy-pipeline-never");
    try {
      Runtime.getRuntime().addShutdownHook(never);
      Runtime.getRuntime().removeShutdownHook(never);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static boolean hasJvmFailed(MojoEnds.End end) {
    return causes(end).stream()
        .anyMatch(
            cause ->
                cause.getClass().getName().endsWith(FORK_FAILED)
                    || String.valueOf(cause.getMessage()).contains("There was a timeout"));
  }

  /** Where no report could be read. */
  private static boolean maybeTestsFailed(MojoEnds.End end, String summary) {
    return end.succeeded()
        ? !summary.isEmpty() && !PASSED.matcher(summary).find()
        : causes(end).stream()
            .anyMatch(cause -> TESTS_FAILED.matcher(String.valueOf(cause.getMessage())).find());
  }

  private static List<Throwable> causes(MojoEnds.End end) {
    List<Throwable> causes = new ArrayList<>();
    Throwable at = end.failure().orElse(null);
    while (at != null && !causes.contains(at)) {
      causes.add(at);
      at = at.getCause();
    }
    return causes;
  }

  /** A crash names the command line, and with it the directory that no other execution has. */
  private boolean summaryTellsOfOurCrash(Summary summary)
      throws ReflectiveOperationException, IOException {
    String text = summary.text();
    if (summary.equals(before) || !CRASHED.matcher(text).find() || STOPPED.matcher(text).find()) {
      return false;
    }
    Pattern ours =
        Pattern.compile(Pattern.quote(configuration.temporaryDirectory()) + "(?![\\w.-])");
    return !text.contains("Command was") || ours.matcher(text).find();
  }

  /** Surefire has none. */
  private Summary summary() throws ReflectiveOperationException, IOException {
    Optional<Path> file = configuration.summaryFile().map(File::toPath);
    return file.isPresent() && Files.isRegularFile(file.get())
        ? new Summary(Files.readString(file.get()), Files.getLastModifiedTime(file.get()))
        : new Summary("", FileTime.fromMillis(0));
  }
}
