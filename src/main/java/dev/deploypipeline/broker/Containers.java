package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The containers that clients of the broker asked for. */
final class Containers {

  /** What people type of an id, and the engine prints. */
  private static final int SHORT = 12;

  private final Map<String, ClientContainer> byId = new ConcurrentHashMap<>();
  private final Set<String> closed = ConcurrentHashMap.newKeySet();

  /**
   * Adds one.
   *
   * @return whether its scope is still open; otherwise nobody but the caller removes it
   */
  boolean add(ClientContainer container) {
    free(container.name());
    byId.put(container.id(), container);
    return !closed.contains(container.wish().scope());
  }

  /** A container got another name of the engine. */
  void rename(ClientContainer container, String name) {
    free(name);
    container.rename(name);
  }

  /** Who had that name has it no more, removed or renamed past the broker: only one has a name. */
  private void free(String name) {
    byId.values().stream()
        .filter(each -> !name.isEmpty() && each.name().equals(name))
        .forEach(each -> each.rename(""));
  }

  /** Closes a scope, and tells which containers it has left. */
  List<ClientContainer> close(String scope) {
    closed.add(scope); // first: what is added now is seen here, by who adds it, or by both
    return ofScope(scope);
  }

  /**
   * The one that a client means, by id, name, or beginning of an id as the engine prints it. Those
   * that are gone for the client are found by their id, and by their name while they go.
   */
  Optional<ClientContainer> find(String reference) {
    ClientContainer exact = byId.get(reference);
    if (exact != null) {
      return Optional.of(exact);
    }
    String name = reference.startsWith("/") ? reference.substring(1) : reference;
    Optional<ClientContainer> named = withName(name, false).or(() -> withName(name, true));
    if (named.isPresent() || reference.length() < SHORT) {
      return named;
    }
    List<ClientContainer> begun =
        byId.values().stream().filter(each -> each.id().startsWith(reference)).toList();
    return begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty();
  }

  private Optional<ClientContainer> withName(String name, boolean gone) {
    return byId.values().stream()
        .filter(each -> !name.isEmpty() && each.name().equals(name))
        .filter(each -> each.is(State.GONE) == gone && (!gone || !each.ending().isDone()))
        .findFirst();
  }

  /** The one that is a container of the engine. */
  Optional<ClientContainer> ofEngine(String realId) {
    ClientContainer same = byId.get(realId);
    if (same != null && same.realId().equals(realId)) {
      return Optional.of(same);
    }
    return byId.values().stream().filter(each -> each.realId().equals(realId)).findFirst();
  }

  /** Whether the engine's container was a warm one that was replaced before it was used. */
  boolean isReplaced(String realId) {
    ClientContainer same = byId.get(realId);
    return same != null && !same.realId().equals(realId);
  }

  private List<ClientContainer> ofScope(String scope) {
    return byId.values().stream()
        .filter(each -> each.wish().scope().equals(scope) && !each.is(State.GONE))
        .toList();
  }

  /** All of them. */
  List<ClientContainer> all() {
    return List.copyOf(byId.values());
  }
}
