package dev.deploypipeline.reactor;

import dev.deploypipeline.model.Stage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/**
 * What the run and the session's pool say to each other. In JDK types, because a goal that is typed
 * runs in another class realm than the extension and the goals that are bound to phases.
 */
public final class PoolSignals {

  private static final String IN_ONE_TASK_KEY = "dev.deploypipeline.start-in-one-task";
  private static final String START_KEY = "dev.deploypipeline.start-pool";
  private static final String CLOSE_KEY = "dev.deploypipeline.close-pool";
  private static final String STOPPING_KEY = "dev.deploypipeline.stopping";
  private static final String STAGES_KEY = "dev.deploypipeline.leasing-stages";
  private static final String SERVICES_KEY = "dev.deploypipeline.services";

  private PoolSignals() {}

  /**
   * Tells how the pool is started and closed, where it will note the stages whose tests lease, and
   * what it will offer them.
   */
  static void announce(
      SessionData data,
      Runnable start,
      Runnable close,
      Set<String> stages,
      Supplier<Map<String, List<Path>>> services) {
    data.set(SERVICES_KEY, services);
    data.set(START_KEY, start);
    data.set(CLOSE_KEY, close);
    data.set(STAGES_KEY, stages);
  }

  /**
   * Says, for the rest of the session, that whoever starts the services waits for them too: a
   * scheduler sees to it that nobody else has to. Works from any class realm: a goal that is typed
   * runs in another realm than the extension and the goals that are bound to phases.
   */
  public static void startInOneTask(MavenSession session) {
    session.getRepositorySession().getData().set(IN_ONE_TASK_KEY, true);
  }

  /** Whether {@link #startInOneTask} was asked for. */
  public static boolean startsInOneTask(MavenSession session) {
    return Boolean.TRUE.equals(session.getRepositorySession().getData().get(IN_ONE_TASK_KEY));
  }

  /**
   * What tests find: each service as it was declared, with the directories of its migrations. Works
   * from any class realm.
   */
  @SuppressWarnings("unchecked") // What announce puts there.
  static Map<String, List<Path>> services(MavenSession session) {
    return session.getRepositorySession().getData().get(SERVICES_KEY) instanceof Supplier<?> known
        ? ((Supplier<Map<String, List<Path>>>) known).get()
        : Map.of();
  }

  /** Begins to start the session's services, and returns at once; see {@link PoolSession#start}. */
  public static void start(MavenSession session) {
    if (session.getRepositorySession().getData().get(START_KEY) instanceof Runnable start) {
      start.run();
    }
  }

  /**
   * What closes the session's pool, whatever class realm it lives in; does nothing where there is
   * none.
   */
  public static Runnable closer(MavenSession session) {
    return session.getRepositorySession().getData().get(CLOSE_KEY) instanceof Runnable close
        ? close
        : () -> {};
  }

  /**
   * Says that the build is being stopped: a test mojo that ends from now on may have been
   * interrupted, and its test JVM may go on for a while with what it leased.
   */
  public static void stopping(MavenSession session) {
    session.getRepositorySession().getData().set(STOPPING_KEY, true);
  }

  /** Whether {@link #stopping} was said. */
  public static boolean isStopping(MavenSession session) {
    return Boolean.TRUE.equals(session.getRepositorySession().getData().get(STOPPING_KEY));
  }

  /**
   * The stages of the session whose tests lease anything, by {@link Stage#id}. Works from any class
   * realm.
   */
  public static Set<String> leasingStages(MavenSession session) {
    Set<String> stages = new HashSet<>();
    if (session.getRepositorySession().getData().get(STAGES_KEY) instanceof Set<?> known) {
      known.forEach(stage -> stages.add((String) stage));
    }
    return stages;
  }
}
