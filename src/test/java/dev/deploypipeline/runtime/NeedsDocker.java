package dev.deploypipeline.runtime;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test class, with one line, where no Docker engine answers; fails it there if {@code
 * -Ddocker.required=true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDocker.Condition.class)
public @interface NeedsDocker {

  /** Asks once for all classes of a test run. */
  final class Condition implements ExecutionCondition {

    private static final ExtensionContext.Namespace OURS =
        ExtensionContext.Namespace.create(NeedsDocker.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String problem =
          context
              .getRoot()
              .getStore(OURS)
              .computeIfAbsent("problem", key -> problem(), String.class);
      ConditionEvaluationResult result =
          evaluate(problem, Boolean.getBoolean("docker.required"), context.getRequiredTestClass());
      if (result.isDisabled()) {
        System.out.println("[INFO] " + result.getReason().orElseThrow());
      }
      return result;
    }

    /** Why there is no engine; empty if there is one. */
    private static String problem() {
      try (Engine engine = EngineFinder.ofThisMachine().find()) {
        return engine.address().host().isEmpty() ? "it has no address" : "";
      } catch (IOException e) {
        return e.getMessage();
      }
    }

    static ConditionEvaluationResult evaluate(
        String problem, boolean required, Class<?> testClass) {
      if (problem.isEmpty()) {
        return ConditionEvaluationResult.enabled("a Docker engine answers");
      }
      if (required) {
        throw new IllegalStateException(problem + " Or leave out -Ddocker.required=true.");
      }
      return ConditionEvaluationResult.disabled(
          testClass.getSimpleName() + ": skipped, " + problem);
    }
  }
}
