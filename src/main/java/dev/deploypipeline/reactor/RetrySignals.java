package dev.deploypipeline.reactor;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.eclipse.aether.SessionData;

/**
 * What the listener of mojos and a run that retries tests say to each other. In JDK types, for the
 * reason that {@link TestSignals} has. For such a run the facts of that class have more: {@code
 * summary} (a path), {@code classes} (a list of names), {@code notRetried} (why the mojo's tests
 * must not run again), {@code failuresIgnored} and {@code noTests} (it finds none).
 *
 * <p>What a retry is to run has {@code classes} (a list of names) and, where one is left out,
 * {@code tag}.
 */
public final class RetrySignals {

  private static final String ASK_KEY = "dev.deploypipeline.test-mojo-retries";
  private static final String ENDED_KEY = "dev.deploypipeline.test-mojo-attempt-ended";

  private RetrySignals() {}

  /** Has the function tell of a mojo what {@link #ask} returns; null for one that is no retry. */
  static void answer(
      MavenSession session, BiFunction<MojoExecution, String, Map<String, Object>> answers) {
    session.getRepositorySession().getData().set(ASK_KEY, answers);
  }

  /** Whether the run of this session retries tests, or is to fail for flaky ones. */
  public static boolean areAsked(MavenSession session) {
    return session.getRepositorySession().getData().get(ASK_KEY) != null;
  }

  /** What a mojo that is about to run is to run; empty for one that is no retry. */
  public static Optional<Map<String, Object>> ask(MavenSession session, MojoExecution execution) {
    return ask(session, execution, "");
  }

  /** Tells the tag whose tests a mojo leaves out, so that its retries do so too. */
  public static void leftOut(MavenSession session, MojoExecution execution, String tag) {
    ask(session, execution, tag);
  }

  @SuppressWarnings(
      "unchecked") // What answer puts there; a realm's own types cannot be among them.
  private static Optional<Map<String, Object>> ask(
      MavenSession session, MojoExecution execution, String tag) {
    return session.getRepositorySession().getData().get(ASK_KEY)
            instanceof BiFunction<?, ?, ?> answers
        ? Optional.ofNullable(
            ((BiFunction<MojoExecution, String, Map<String, Object>>) answers)
                .apply(execution, tag))
        : Optional.empty();
  }

  /** Has the function hear of failed attempts, which nobody else hears of before the last one. */
  public static void hear(SessionData data, BiConsumer<MojoExecution, Throwable> listener) {
    data.set(ENDED_KEY, listener);
  }

  /** Tells that an attempt failed, so that what it held is given back. */
  @SuppressWarnings("unchecked") // As above.
  static void failed(MavenSession session, MojoExecution execution, Throwable failure) {
    if (session.getRepositorySession().getData().get(ENDED_KEY) instanceof BiConsumer<?, ?> hears) {
      ((BiConsumer<MojoExecution, Throwable>) hears).accept(execution, failure);
    }
  }
}
