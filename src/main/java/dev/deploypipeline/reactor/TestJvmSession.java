package dev.deploypipeline.reactor;

import dev.deploypipeline.config.TestJvmSettings;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import dev.deploypipeline.tuning.ForkHistory;
import dev.deploypipeline.tuning.ForkMeter;
import dev.deploypipeline.tuning.ForkRecord;
import dev.deploypipeline.tuning.JvmStart;
import dev.deploypipeline.tuning.StartChoice;
import dev.deploypipeline.tuning.StrikeHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.eclipse.aether.SessionData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one Maven session knows of its test JVMs. It changes nothing of what the goal {@code run}
 * does not run, so that a plain build is as it was. Safe for use by many threads.
 */
public final class TestJvmSession {

  private static final Logger LOG = LoggerFactory.getLogger(TestJvmSession.class);

  private static final String KEY = "dev.deploypipeline.test-jvm-session";

  /** What the servers that build for others set; most of them set the first. */
  private static final List<String> SERVERS =
      List.of("CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ID");

  private final TestJvmSettings settings;
  private final Path root;
  private final ForkMeter meter = new ForkMeter();
  private final List<TestJvm> told = new ArrayList<>();
  private Optional<Past> past = Optional.empty();
  private Predicate<MojoExecution> tasks = execution -> false;
  private boolean begun;
  private boolean warned;

  /** What earlier builds left. */
  private record Past(ForkHistory times, StrikeHistory strikes) {}

  private TestJvmSession(TestJvmSettings settings, Path root) {
    this.settings = settings;
    this.root = root;
  }

  /** Makes it known to the session. */
  public static void announce(MavenSession session, TestJvmSettings settings) {
    TestJvmSession fresh =
        new TestJvmSession(
            settings, session.getRequest().getMultiModuleProjectDirectory().toPath());
    SessionData data = session.getRepositorySession().getData();
    data.set(KEY, fresh);
    TestJvmSignals.announce(data, fresh::begin, fresh::told);
  }

  /** The one of a session for an execution that the goal {@code run} runs. */
  public static Optional<TestJvmSession> of(MavenSession session, MojoExecution execution) {
    return session.getRepositorySession().getData().get(KEY) instanceof TestJvmSession known
            && known.runs(execution)
        ? Optional.of(known)
        : Optional.empty();
  }

  private synchronized void begin(Predicate<MojoExecution> executions) {
    boolean first = !begun;
    begun = true;
    tasks = executions;
    if (!first || !settings.tuned()) {
      return;
    }
    try {
      past =
          Optional.of(
              new Past(
                  ForkHistory.open(directory().resolve("forks.jsonl"), machine()),
                  StrikeHistory.open(
                      directory().resolve("fork-failures.jsonl"),
                      JvmStart.TUNED.options(),
                      Runtime.version().feature())));
    } catch (IOException e) {
      warn("no test JVM is tuned", e);
    }
  }

  private Path directory() {
    return root.resolve(".mvn/deploy-pipeline/history");
  }

  /** Times of another JVM, or of another number of processors, are not comparable. */
  private static String machine() {
    return Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors";
  }

  private synchronized boolean runs(MojoExecution execution) {
    return tasks.test(execution);
  }

  /** What may be changed. */
  public TestJvmSettings settings() {
    return settings;
  }

  /** Measures the test JVMs. */
  public ForkMeter meter() {
    return meter;
  }

  /** The options for Maven's own JVM in {@code .mvn/jvm.config}; empty where there are none. */
  public String jvmConfig() throws IOException {
    Path file = root.resolve(".mvn/jvm.config");
    return Files.isRegularFile(file) ? Files.readString(file) : "";
  }

  /**
   * How the test JVMs of an execution are to be started.
   *
   * @param environment the environment variables of this process
   */
  public synchronized StartChoice choose(TaskId execution, Map<String, String> environment) {
    if (past.isEmpty()) {
      return StartChoice.plain("what failed before is not known");
    }
    // A server that keeps no files, or none of a failed build, would see the same test fail again
    // and
    // again.
    Optional<String> server = SERVERS.stream().filter(name -> isSet(name, environment)).findFirst();
    if (server.isPresent() && !settings.asked()) {
      return StartChoice.plain(server.get() + " is set, and nobody asked for it");
    }
    return StartChoice.of(
        past.get().times().of(execution), past.get().strikes().of(execution), JvmStart.TUNED);
  }

  private static boolean isSet(String name, Map<String, String> environment) {
    String value = environment.getOrDefault(name, "").strip();
    return !value.isEmpty() && !value.equalsIgnoreCase("false");
  }

  /**
   * Records how an execution did, for later builds.
   *
   * @param failed the tests that failed
   * @param whole whether all tests of the execution ran
   */
  public synchronized void record(ForkRecord one, Set<String> failed, boolean whole) {
    if (past.isEmpty()) {
      return;
    }
    try {
      if (one.start() != JvmStart.PLAIN && !failed.isEmpty()) {
        past.get().strikes().failedTuned(one.fork(), failed);
      } else if (one.start() == JvmStart.PLAIN && whole) {
        // Some of the tests prove nothing of the others.
        past.get().strikes().ranPlain(one.fork(), failed);
      }
      if (whole || !failed.isEmpty()) {
        past.get().times().add(one);
      }
    } catch (IOException e) {
      warn("how test JVMs do is not remembered", e);
    }
  }

  private void warn(String consequence, IOException e) {
    if (!warned) {
      warned = true;
      LOG.warn(
          "deploy-pipeline: {}: {}. Perhaps you should make {} writable, or delete that file.",
          consequence,
          e.toString(),
          directory());
    }
  }

  /** Tells the reports how test JVMs were started. */
  public synchronized void tell(TestJvm one) {
    told.add(one);
  }

  private synchronized List<TestJvm> told() {
    return List.copyOf(told);
  }
}
