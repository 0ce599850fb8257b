package dev.deploypipeline.reactor;

import dev.deploypipeline.config.TestJvmSettings;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import dev.deploypipeline.tuning.ForkHistory;
import dev.deploypipeline.tuning.ForkMeter;
import dev.deploypipeline.tuning.ForkRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one Maven session knows of its test JVMs. Before the goal {@code run} begins it changes
 * nothing, so that a plain build is as it was. Safe for use by many threads.
 */
public final class TestJvmSession {

  private static final Logger LOG = LoggerFactory.getLogger(TestJvmSession.class);

  private static final String KEY = "dev.deploypipeline.test-jvm-session";

  private final TestJvmSettings settings;
  private final Path root;
  private final ForkMeter meter = new ForkMeter();
  private final List<TestJvm> told = new ArrayList<>();
  private Optional<ForkHistory> history = Optional.empty();
  private boolean begun;
  private boolean warned;

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

  /** The one of a session, once the goal {@code run} has begun. */
  public static Optional<TestJvmSession> of(MavenSession session) {
    return session.getRepositorySession().getData().get(KEY) instanceof TestJvmSession known
            && known.hasBegun()
        ? Optional.of(known)
        : Optional.empty();
  }

  private synchronized void begin() {
    boolean first = !begun;
    begun = true;
    if (!first || !settings.tuned()) {
      return;
    }
    try {
      history =
          Optional.of(
              ForkHistory.open(
                  root.resolve(".mvn/deploy-pipeline/history/forks.jsonl"), machine()));
    } catch (IOException e) {
      warn(e);
    }
  }

  /** Times of another JVM, or of another number of processors, are not comparable. */
  private static String machine() {
    return Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors";
  }

  private synchronized boolean hasBegun() {
    return begun;
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

  /** What is known of an execution, oldest first. */
  public synchronized List<ForkRecord> past(TaskId fork) {
    return history.map(known -> known.of(fork)).orElse(List.of());
  }

  /** Records how an execution did, for later builds. */
  public synchronized void record(ForkRecord one) {
    if (history.isPresent()) {
      try {
        history.get().add(one);
      } catch (IOException e) {
        warn(e);
      }
    }
  }

  private void warn(IOException e) {
    if (!warned) {
      warned = true;
      LOG.warn(
          "deploy-pipeline: how test JVMs do is not remembered: {}. Perhaps you should make {} writable.",
          e.toString(),
          root.resolve(".mvn/deploy-pipeline/history"));
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
