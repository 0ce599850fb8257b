package dev.deploypipeline.selection;

import dev.deploypipeline.model.TaskId;
import java.util.Comparator;
import java.util.Objects;

/**
 * What one shard runs as a whole: a test class with its nested ones. It is the same for all
 * executions of a goal in a module, because of two with equal configurations only the one that
 * comes first runs, and which one that is may differ between shards.
 *
 * @param module {@code groupId:artifactId}
 * @param goal for example {@code surefire:test}
 * @param name the outermost class, or {@link #WHOLE}
 */
record TestUnit(String module, String goal, String name) implements Comparable<TestUnit> {

  /** All classes of an execution that cannot be split. */
  static final String WHOLE = "*";

  private static final Comparator<TestUnit> ORDER =
      Comparator.comparing(TestUnit::module)
          .thenComparing(TestUnit::goal)
          .thenComparing(TestUnit::name);

  TestUnit {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(name, "name");
  }

  /** The unit of a class, nested or not, that a task runs. */
  static TestUnit of(TaskId task, String className) {
    String name = task.name();
    int id = name.indexOf(" (");
    return new TestUnit(task.module(), id < 0 ? name : name.substring(0, id), outermost(className));
  }

  /** The name of the class around all others, by which test reports call it too. */
  private static String outermost(String className) {
    int nested = className.indexOf('$', 1);
    return nested < 0 ? className : className.substring(0, nested);
  }

  @Override
  public int compareTo(TestUnit other) {
    return ORDER.compare(this, other);
  }

  /** {@code module:goal:class}. */
  @Override
  public String toString() {
    return module + ":" + goal + ":" + name;
  }
}
