package dev.deploypipeline.pipeline;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Delivers events one at a time to all listeners, and keeps a broken listener from harming the run
 * or the others.
 */
final class RunEvents {

  private final List<RunListener> listeners;
  private final Consumer<String> warnings;

  RunEvents(List<RunListener> listeners, Consumer<String> warnings) {
    this.listeners = new ArrayList<>(listeners);
    this.warnings = warnings;
  }

  synchronized void emit(RunEvent event) {
    listeners.removeIf(listener -> !delivered(listener, event));
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private boolean delivered(RunListener listener, RunEvent event) {
    try {
      listener.on(event);
      return true;
    } catch (RuntimeException | LinkageError | AssertionError e) {
      warnings.accept(
          "The listener "
              + listener.getClass().getName()
              + " failed on "
              + event.getClass().getSimpleName()
              + " and hears no more of this run: "
              + e);
      return false;
    }
  }
}
