package dev.deploypipeline.reactor;

import dev.deploypipeline.config.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.SessionData;

/**
 * The part of a module's plan, around the goal {@code test}, that this goal runs in Maven's place:
 * what stands beside it in the phases {@code test} to {@code verify} without a gap. It is taken out
 * of the list that Maven is about to go through, so that everything before it and behind it stays
 * where it was.
 */
public final class ModuleSlice {

  private static final String KEY = "dev.deploypipeline.slice.";
  private static final String GOAL = "goal";
  private static final String SLICE = "slice";
  private static final int TEST = Phase.require("test");
  private static final int VERIFY = Phase.require("verify");

  private ModuleSlice() {}

  /** Whether it is the goal {@code test} of this plugin, bound to a phase. */
  static boolean isOwnGoal(MojoExecution execution) {
    return "dev.deploypipeline".equals(execution.getGroupId())
        && "deploy-pipeline-maven-plugin".equals(execution.getArtifactId())
        && "test".equals(execution.getGoal())
        && execution.getLifecyclePhase() != null;
  }

  /** Whether a plan has the goal. */
  public static boolean isIn(List<MojoExecution> plan) {
    return indexOfOwnGoal(plan) >= 0;
  }

  /**
   * Takes the slice out of a plan that has the goal; leaves any other plan alone, and one whose
   * slice cannot be run beside other things or would be empty before the goal.
   *
   * @param plan the very list that Maven goes through
   * @return why nothing was taken, though the goal is there; empty otherwise
   */
  public static Optional<String> take(
      MavenSession session, MavenProject project, List<MojoExecution> plan) {
    int own = indexOfOwnGoal(plan);
    if (own < 0) {
      return Optional.empty();
    }
    MojoExecution goal = plan.get(own);
    int from = first(plan, own);
    int to = last(plan, own);
    List<MojoExecution> slice = new ArrayList<>(plan.subList(from, to + 1));
    slice.remove(own - from);
    if (slice.isEmpty()) {
      return Optional.empty();
    }
    Optional<MojoExecution> aggregator =
        slice.stream().filter(one -> one.getMojoDescriptor().isAggregator()).findFirst();
    if (aggregator.isPresent()) {
      return Optional.of(
          aggregator.get().getArtifactId()
              + ":"
              + aggregator.get().getGoal()
              + " works on all modules");
    }
    if (from == own) {
      return Optional.of("nothing stands before it in the phases test to verify");
    }
    try {
      plan.removeIf(one -> slice.stream().anyMatch(taken -> taken == one));
    } catch (UnsupportedOperationException e) {
      return Optional.of("this Maven does not let its plan be changed");
    }
    data(session).set(key(project), Map.of(GOAL, goal, SLICE, List.copyOf(slice)));
    return Optional.empty();
  }

  private static int indexOfOwnGoal(List<MojoExecution> plan) {
    for (int i = 0; i < plan.size(); i++) {
      if (isOwnGoal(plan.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static int first(List<MojoExecution> plan, int own) {
    int phase = order(plan.get(own)).orElse(-1);
    int first = own;
    while (first > 0) {
      OptionalInt before = order(plan.get(first - 1));
      if (before.isEmpty() || before.getAsInt() > phase) {
        break;
      }
      phase = before.getAsInt();
      first--;
    }
    return first;
  }

  private static int last(List<MojoExecution> plan, int own) {
    int phase = order(plan.get(own)).orElse(VERIFY);
    int last = own;
    while (last + 1 < plan.size()) {
      OptionalInt next = order(plan.get(last + 1));
      if (next.isEmpty() || next.getAsInt() < phase) {
        break;
      }
      phase = next.getAsInt();
      last++;
    }
    return last;
  }

  /** Whether a slice can be taken around an execution, going by its phase. */
  public static boolean mayBeAround(MojoExecution execution) {
    return order(execution).isPresent();
  }

  /** The place of its phase; empty outside of {@code test} to {@code verify}. */
  private static OptionalInt order(MojoExecution execution) {
    String phase = execution.getLifecyclePhase();
    OptionalInt order = phase == null ? OptionalInt.empty() : Phase.order(phase);
    return order.isPresent() && order.getAsInt() >= TEST && order.getAsInt() <= VERIFY
        ? order
        : OptionalInt.empty();
  }

  /**
   * Hands over what was taken of a module, once; empty where nothing was.
   *
   * @param goal the execution that asks; a forked lifecycle has one of its own, and gets nothing
   */
  public static Optional<List<MojoExecution>> claim(
      MavenSession session, MavenProject project, MojoExecution goal) {
    Optional<List<MojoExecution>> taken = pending(session, project, goal);
    taken.ifPresent(slice -> forget(session, project));
    return taken;
  }

  /** What {@link #claim} would hand over. */
  public static Optional<List<MojoExecution>> pending(
      MavenSession session, MavenProject project, MojoExecution goal) {
    if (!(data(session).get(key(project)) instanceof Map<?, ?> taken) || taken.get(GOAL) != goal) {
      return Optional.empty();
    }
    // Only take puts anything there.
    @SuppressWarnings("unchecked")
    List<MojoExecution> slice = (List<MojoExecution>) taken.get(SLICE);
    return Optional.of(slice);
  }

  /** Forgets what was taken of a module and will not run any more. */
  public static void forget(MavenSession session, MavenProject project) {
    data(session).set(key(project), null);
  }

  /** Whether something was taken of a module that nobody claimed yet. */
  public static boolean isPending(MavenSession session, MavenProject project) {
    return data(session).get(key(project)) != null;
  }

  private static SessionData data(MavenSession session) {
    return session.getRepositorySession().getData();
  }

  private static String key(MavenProject project) {
    return KEY + Sessions.id(project);
  }
}
