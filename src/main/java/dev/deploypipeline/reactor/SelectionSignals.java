package dev.deploypipeline.reactor;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;

/**
 * What the listener of mojos asks a run that leaves tests out. In JDK types, for the reason that
 * {@link TestSignals} has.
 *
 * <p>The facts of a mojo are {@code classes} (its candidates, a list of names), {@code whole} (why
 * they cannot be told apart), {@code testClasses} (a path), and, where they hold, {@code chosen},
 * {@code filtered}, {@code tags}, {@code equal}, {@code silent} and {@code needsTests}. The answer
 * has, where it leaves something out, {@code all} or {@code classes} (a list of names) and {@code
 * tag}.
 *
 * <p>The goal that decides by Failsafe's results has the fact {@code verifies} alone, and asks only
 * where it fails without tests. The answer has {@code needsNoTests} where some were left out.
 */
public final class SelectionSignals {

  private static final String KEY = "dev.deploypipeline.test-mojo-selects";

  private SelectionSignals() {}

  /** Has the function decide of each mojo that is about to run tests. */
  static void decide(
      MavenSession session,
      BiFunction<MojoExecution, Map<String, Object>, Map<String, Object>> decider) {
    session.getRepositorySession().getData().set(KEY, decider);
  }

  /** Whether the run of this session leaves tests out. */
  public static boolean areHeard(MavenSession session) {
    return session.getRepositorySession().getData().get(KEY) != null;
  }

  /**
   * Asks what a mojo leaves out.
   *
   * @return empty where nothing is left out in this session
   */
  @SuppressWarnings(
      "unchecked") // What decide puts there; a realm's own types cannot be among them.
  public static Optional<Map<String, Object>> ask(
      MavenSession session, MojoExecution execution, Map<String, Object> facts) {
    return session.getRepositorySession().getData().get(KEY) instanceof BiFunction<?, ?, ?> decider
        ? Optional.of(
            ((BiFunction<MojoExecution, Map<String, Object>, Map<String, Object>>) decider)
                .apply(execution, facts))
        : Optional.empty();
  }
}
