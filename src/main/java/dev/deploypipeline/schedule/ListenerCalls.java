package dev.deploypipeline.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Calls the listener and keeps what it throws. */
final class ListenerCalls<K> {
  private final ScheduleListener<K> listener;
  private final List<Throwable> failures = new ArrayList<>();

  ListenerCalls(ScheduleListener<K> listener) {
    this.listener = listener;
  }

  void make(Consumer<ScheduleListener<K>> call) {
    try {
      call.accept(listener);
    } catch (Throwable failure) { // Errors too: whatever a listener does, the run goes on.
      if (failures.size() < ExecutionResult.LISTENER_FAILURES_KEPT) {
        failures.add(failure);
      }
    }
  }

  List<Throwable> failures() {
    return failures;
  }
}
