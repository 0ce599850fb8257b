package dev.deploypipeline.reactor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
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

  /**
   * Has the function hear of mojos that run tests. What it returns is asked at the mojo's end, as
   * that of {@link #begin}; it returns null where it does not read the reports.
   */
  static void hear(
      MavenSession session,
      BiFunction<MojoExecution, Map<String, Object>, Supplier<Optional<Set<String>>>> listener) {
    session.getRepositorySession().getData().set(KEY, listener);
  }

  /** Whether anybody listens. */
  public static boolean areHeard(MavenSession session) {
    return session.getRepositorySession().getData().get(KEY) != null;
  }

  /**
   * Tells that a mojo is about to run tests.
   *
   * @return to be asked once, when it is over: the tests that failed, and empty if its reports
   *     could not be read; without anything where nobody reads its reports
   */
  @SuppressWarnings("unchecked") // What hear puts there; a realm's own types cannot be among them.
  public static Optional<Supplier<Optional<Set<String>>>> begin(
      MavenSession session, MojoExecution execution, Map<String, Object> facts) {
    return session.getRepositorySession().getData().get(KEY) instanceof BiFunction<?, ?, ?> listener
        ? Optional.ofNullable(
            ((BiFunction<MojoExecution, Map<String, Object>, Supplier<Optional<Set<String>>>>)
                    listener)
                .apply(execution, facts))
        : Optional.empty();
  }
}
