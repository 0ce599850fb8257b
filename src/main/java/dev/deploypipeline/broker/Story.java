package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What clients see of containers that were warm: their own labels and name, and the times at which
 * they asked, as if the container had been made for them (Docker Engine API v1.41, "Inspect a
 * container", "List containers").
 */
final class Story {

  private static final int KILLED = 137;
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private Story() {}

  /**
   * Rewrites an inspection.
   *
   * @param killed whether it was being killed when the engine was asked
   */
  static void inspection(ClientContainer container, ObjectNode found, boolean killed) {
    found.put("Id", container.id());
    OwnLabels.replace(Json.child(Json.child(found, "Config"), "Labels"), container.wish().labels());
    if (container.warm().isEmpty()) {
      return;
    }
    found.put("Created", container.created().toString());
    ObjectNode state = Json.child(found, "State");
    switch (container.state()) {
      case CREATED -> {
        rest(found, state, "created", 0);
        state.put("StartedAt", NEVER).put("FinishedAt", NEVER);
      }
      case RUNNING -> startedAt(container, state);
      case ENDED, GONE -> {
        startedAt(container, state);
        if (killed) {
          rest(found, state, "exited", KILLED);
          state.put("FinishedAt", Instant.now().toString());
        }
      }
    }
  }

  /** When the client started it, unless it was started again since, which the engine knows. */
  private static void startedAt(ClientContainer container, ObjectNode state) {
    String ahead = container.warm().map(WarmContainer::startedAt).orElse("");
    if (Json.text(state, "StartedAt").equals(ahead)) {
      state.put("StartedAt", container.started().toString());
    }
  }

  private static void rest(ObjectNode found, ObjectNode state, String status, int exitCode) {
    state.put("Status", status).put("Running", false).put("Paused", false);
    state.put("Pid", 0).put("ExitCode", exitCode);
    state.remove("Health");
    ObjectNode network = Json.child(found, "NetworkSettings");
    network.set("Ports", Json.object());
    network.put("IPAddress", "").put("Gateway", "").put("MacAddress", "");
  }

  /** Whether the engine runs it and the client must not see that. */
  static boolean isAtRest(ClientContainer container) {
    return container.warm().isPresent()
        && (container.is(State.CREATED) || container.isBeingKilled());
  }

  /**
   * Rewrites an element of a list.
   *
   * @param atRest whether it was at rest when the engine was asked
   */
  static void summary(ClientContainer container, ObjectNode found, boolean atRest) {
    found.put("Id", container.id());
    OwnLabels.replace(Json.child(found, "Labels"), container.wish().labels());
    if (container.warm().isEmpty()) {
      return;
    }
    found.put("Created", container.created().getEpochSecond());
    if (atRest) {
      boolean created = container.is(State.CREATED);
      found.put("State", created ? "created" : "exited");
      found.put("Status", created ? "Created" : "Exited (" + KILLED + ") Less than a second ago");
      ArrayNode none = Json.array();
      found.set("Ports", none);
    }
  }
}
