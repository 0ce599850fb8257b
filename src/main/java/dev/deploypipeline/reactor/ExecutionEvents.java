package dev.deploypipeline.reactor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.internal.ExecutionEventCatapult;
import org.apache.maven.plugin.MojoExecution;

/**
 * Fires Maven's events, those of one module one at a time: with Maven a module runs on one thread,
 * and listeners count on that. Maven 4's own {@code ReactorReader} notes the phases of a module in
 * a collection that loses some when two mojos of it start at once.
 */
final class ExecutionEvents {

  private final ExecutionEventCatapult catapult;
  private final Map<String, Object> turns = new ConcurrentHashMap<>();

  ExecutionEvents(ExecutionEventCatapult catapult) {
    this.catapult = catapult;
  }

  void fire(ExecutionEvent.Type type, MavenSession session, MojoExecution execution) {
    synchronized (turn(session)) {
      catapult.fire(type, session, execution);
    }
  }

  void fire(
      ExecutionEvent.Type type, MavenSession session, MojoExecution execution, Exception failure) {
    synchronized (turn(session)) {
      catapult.fire(type, session, execution, failure);
    }
  }

  private Object turn(MavenSession session) {
    return turns.computeIfAbsent(Sessions.id(session.getCurrentProject()), id -> new Object());
  }
}
