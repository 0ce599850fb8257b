package dev.deploypipeline.reactor;

import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.eclipse.aether.SessionData;

/**
 * What the goal {@code run} tells those who start test JVMs, and hears of them. Works from any
 * class realm, and so hands over JDK types only.
 */
public final class TestJvmSignals {

  private static final String BEGIN_KEY = "dev.deploypipeline.begin-test-jvms";
  private static final String TOLD_KEY = "dev.deploypipeline.test-jvms-told";

  private TestJvmSignals() {}

  static void announce(
      SessionData data, Consumer<Predicate<MojoExecution>> begin, Supplier<List<TestJvm>> told) {
    data.set(BEGIN_KEY, begin);
    Supplier<List<Map<String, String>>> asMaps =
        () -> told.get().stream().map(TestJvmSignals::toMap).toList();
    data.set(TOLD_KEY, asMaps);
  }

  /**
   * Lets test JVMs be started otherwise than Surefire does; without it, none is.
   *
   * @param tasks knows the executions of the run; those of anybody else in the session, such as a
   *     lifecycle behind the run, are left alone
   */
  @SuppressWarnings("unchecked") // What announce puts there; MojoExecution is Maven's own.
  public static void begin(MavenSession session, Predicate<MojoExecution> tasks) {
    if (session.getRepositorySession().getData().get(BEGIN_KEY) instanceof Consumer<?> begin) {
      ((Consumer<Predicate<MojoExecution>>) begin).accept(tasks);
    }
  }

  /** How the test JVMs so far were started. */
  public static List<TestJvm> told(MavenSession session) {
    List<TestJvm> told = new ArrayList<>();
    if (session.getRepositorySession().getData().get(TOLD_KEY) instanceof Supplier<?> supplier
        && supplier.get() instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> map) {
          told.add(fromMap(map));
        }
      }
    }
    return told;
  }

  private static Map<String, String> toMap(TestJvm one) {
    Map<String, String> map = new HashMap<>();
    map.put("module", one.task().module());
    map.put("name", one.task().name());
    map.put("engine", one.engine());
    map.put("start", one.start());
    map.put("reason", one.reason());
    one.wall().ifPresent(wall -> map.put("wall", wall.toString()));
    one.cpu().ifPresent(cpu -> map.put("cpu", cpu.toString()));
    return map;
  }

  private static TestJvm fromMap(Map<?, ?> map) {
    return new TestJvm(
        new TaskId((String) map.get("module"), (String) map.get("name")),
        (String) map.get("engine"),
        (String) map.get("start"),
        (String) map.get("reason"),
        time(map.get("wall")),
        time(map.get("cpu")));
  }

  private static Optional<Duration> time(Object text) {
    return Optional.ofNullable((String) text).map(Duration::parse);
  }
}
