package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.Finding;
import java.util.List;
import java.util.Set;

/** Which of the modules' planned mojo executions a run executes. Safe for use by many threads. */
public interface RunScope {

  /**
   * Chooses from a module's plan.
   *
   * @param plan in the build tool's order
   * @param packagedFor the modules that need this one's artifact as a file, each as it is named to
   *     a person; empty where its classes will do
   * @return what to run, in the same order
   */
  List<PlannedMojo> select(List<PlannedMojo> plan, Set<String> packagedFor);

  /** What a person should know of what was chosen; complete when all modules are planned. */
  List<Finding> findings();

  /** The scope of a run with these settings. */
  static RunScope of(RunSettings settings) {
    return settings.errand() == Errand.VALIDATE
        ? new ValidationScope(settings.goals())
        : new RunScope() {
          @Override
          public List<PlannedMojo> select(List<PlannedMojo> plan, Set<String> packagedFor) {
            return List.copyOf(plan);
          }

          @Override
          public List<Finding> findings() {
            return List.of();
          }
        };
  }
}
