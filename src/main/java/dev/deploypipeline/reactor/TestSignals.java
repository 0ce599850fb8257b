package dev.deploypipeline.reactor;

import java.util.Map;
import java.util.function.BiFunction;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;

/**
 * What the listener of mojos and the run say to each other of tests. In JDK types, because a goal
 * that is typed runs in another class realm than the extension.
 *
 * <p>The facts of a mojo are {@code reports}, {@code testClasses} and {@code tempDirectory}
 * (paths), {@code suffix} (text), and, where they hold, {@code selected} (some of its tests were
 * chosen for this build), {@code reruns} (of failed tests), {@code oneReport} (for all classes),
 * {@code anonymous} (the reports do not name their JVM), {@code noReports} (then there is nothing
 * else) and {@code debugged}.
 */
public final class TestSignals {

  private static final String KEY = "dev.deploypipeline.test-mojo-begins";

  private TestSignals() {}

  /** Has the function hear of mojos that run tests; what it returns runs at the mojo's end. */
  static void hear(
      MavenSession session, BiFunction<MojoExecution, Map<String, Object>, Runnable> listener) {
    session.getRepositorySession().getData().set(KEY, listener);
  }

  /** Whether anybody listens. */
  public static boolean areHeard(MavenSession session) {
    return session.getRepositorySession().getData().get(KEY) != null;
  }

  /**
   * Tells that a mojo is about to run tests.
   *
   * @return to be run when it is over
   */
  @SuppressWarnings("unchecked") // What hear puts there; a realm's own types cannot be among them.
  public static Runnable begin(
      MavenSession session, MojoExecution execution, Map<String, Object> facts) {
    return session.getRepositorySession().getData().get(KEY) instanceof BiFunction<?, ?, ?> listener
        ? ((BiFunction<MojoExecution, Map<String, Object>, Runnable>) listener)
            .apply(execution, facts)
        : () -> {};
  }
}
