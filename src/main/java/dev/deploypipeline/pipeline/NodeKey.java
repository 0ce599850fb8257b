package dev.deploypipeline.pipeline;

import dev.deploypipeline.model.TaskId;
import java.util.Objects;

/** A node of the run's graph. */
public sealed interface NodeKey {

  /** A mojo execution. */
  record Mojo(TaskId id) implements NodeKey {
    /** Rejects null. */
    public Mojo {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public String toString() {
      return id.toString();
    }
  }

  /** A fixed point of a module. */
  record Point(String module, Milestone milestone) implements NodeKey {
    /** Rejects null. */
    public Point {
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(milestone, "milestone");
    }

    @Override
    public String toString() {
      return milestone + " of " + module;
    }
  }

  /** Planning a module that could not be planned ahead. */
  record LatePlan(String module) implements NodeKey {
    /** Rejects null. */
    public LatePlan {
      Objects.requireNonNull(module, "module");
    }

    @Override
    public String toString() {
      return "plan of " + module;
    }
  }

  /** The turn of a module that has nothing to run. */
  record Turn(String module) implements NodeKey {
    /** Rejects null. */
    public Turn {
      Objects.requireNonNull(module, "module");
    }

    @Override
    public String toString() {
      return "turn of " + module;
    }
  }

  /** The deploy gate: every module is verified. */
  record Gate() implements NodeKey {
    @Override
    public String toString() {
      return "deploy gate";
    }
  }
}
