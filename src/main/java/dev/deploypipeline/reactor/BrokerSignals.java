package dev.deploypipeline.reactor;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/**
 * What goals of this plugin tell the session's Docker broker and hear of it. Works from any class
 * realm, and so hands over JDK types only: a goal that is typed runs in another realm than the
 * extension.
 */
public final class BrokerSignals {

  private static final String BEGIN_KEY = "dev.deploypipeline.begin-broker";
  private static final String SUMMARY_KEY = "dev.deploypipeline.broker-summary";

  private BrokerSignals() {}

  static void announce(SessionData data, Runnable begin, Supplier<Optional<String>> summary) {
    data.set(BEGIN_KEY, begin);
    data.set(SUMMARY_KEY, summary);
  }

  /** Begins to open the broker, in the background; does nothing where there is none. */
  public static void begin(MavenSession session) {
    if (session.getRepositorySession().getData().get(BEGIN_KEY) instanceof Runnable begin) {
      begin.run();
    }
  }

  /** What the broker did so far, in words for people; empty where no container was asked for. */
  public static Optional<String> summary(MavenSession session) {
    if (session.getRepositorySession().getData().get(SUMMARY_KEY) instanceof Supplier<?> summary
        && summary.get() instanceof Optional<?> line) {
      return line.map(String::valueOf);
    }
    return Optional.empty();
  }
}
