package dev.deploypipeline.pipeline;

import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the build tool and the listeners when modules begin and end: each once, and each with the
 * result that {@link ModuleProgress} knows.
 */
final class ModuleLife {

  private final Reactor reactor;
  private final ModuleProgress progress;
  private final FirstFailure firstFailure;
  private final RunEvents events;
  private final InstantSource clock;
  private final Map<String, Optional<Throwable>> started = new ConcurrentHashMap<>();

  ModuleLife(
      Reactor reactor,
      ModuleProgress progress,
      FirstFailure firstFailure,
      RunEvents events,
      InstantSource clock) {
    this.reactor = reactor;
    this.progress = progress;
    this.firstFailure = firstFailure;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Tells that the module begins, at the first call.
   *
   * @throws Exception if the build tool refused it then, at this call as at any other
   */
  void start(String module) throws Exception {
    Throwable refusal =
        started
            .computeIfAbsent(
                module,
                id -> {
                  try {
                    reactor.moduleStarted(id);
                    return Optional.empty();
                  } catch (Exception | LinkageError e) {
                    return Optional.of(e);
                  }
                })
            .orElse(null);
    if (refusal instanceof Exception exception) {
      throw exception;
    }
    if (refusal != null) {
      throw new IllegalStateException(refusal);
    }
  }

  /** Notes a failure of the module that is none of its tasks'. */
  void fail(String module, Throwable cause) {
    progress.failed(module, cause);
    firstFailure.moduleFailed(module);
  }

  /** Tells how the module ended. */
  void end(String module) {
    RunResult.ModuleResult result = progress.result(module);
    try {
      tell(result);
    } catch (Exception e) {
      if (result.outcome() != Outcome.SUCCEEDED) {
        throw new IllegalStateException("the end of " + module + ": " + e.getMessage(), e);
      }
      // The build tool objects to the success.
      fail(module, e);
      end(module);
      return;
    }
    events.emit(new RunEvent.ModuleFinished(clock.instant(), module, result.outcome()));
  }

  private void tell(RunResult.ModuleResult result) throws Exception {
    reactor.moduleEnded(
        result.module(), result.outcome(), result.failure().map(RunResult.Failure::cause));
  }
}
