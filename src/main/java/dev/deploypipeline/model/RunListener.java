package dev.deploypipeline.model;

/**
 * Hears the events of a run. Calls come one at a time, from changing threads. What a listener
 * throws is reported once and never fails the run.
 */
@FunctionalInterface
public interface RunListener {

  /** Hears one event; should return soon, since the next event waits. */
  void on(RunEvent event);
}
