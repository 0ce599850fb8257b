package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers requests that remove what nobody uses, as if nothing had been started ahead (Docker
 * Engine API v1.41, "Delete stopped containers", "Delete unused images", "Remove an image").
 */
final class Removals {

  /** What the engine refuses as long as a container that clients were told was gone is there. */
  private static final Set<String> USED_BY_CONTAINERS = Set.of("networks", "volumes", "images");

  private static final String FILTERS = "filters";
  private static final String WITHOUT = "label!";
  private static final String DELETED = "ContainersDeleted";

  private final Services services;

  Removals(Services services) {
    this.services = services;
  }

  /** Prepares a {@code DELETE}. */
  void prepare(ApiTarget target) {
    if (target.path().size() < 2 || !USED_BY_CONTAINERS.contains(target.path().get(0))) {
      return;
    }
    services.background().awaitAll();
    if (target.path().get(0).equals("images")) {
      String name = String.join("/", target.path().subList(1, target.path().size()));
      Optional<String> id = Optional.empty();
      try {
        id = services.calls().image(name);
      } catch (IOException e) {
        id = Optional.empty(); // the engine says so again when it is asked to remove it
      }
      free(name, id);
    }
  }

  /** Nobody who removes an image can know of warm containers that use it. */
  private void free(String name, Optional<String> id) {
    try {
      services.pool().emptyOf(name, id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers {@code prune} of anything. */
  Handling prune(ClientRequest request, ApiTarget target) throws IOException {
    services.background().awaitAll();
    // The engine takes an empty one for none.
    Optional<String> given = target.parameter(FILTERS).filter(text -> !text.isEmpty());
    Optional<ObjectNode> readable = given.flatMap(Json::readObject);
    if (given.isPresent() && readable.isEmpty()) {
      return Handling.untouched(request);
    }
    ObjectNode filters = readable.orElseGet(Json::object);
    if (target.path().get(0).equals("images")) {
      // At the end of each JVM, Testcontainers does so with a label that only its own images have.
      for (String image : services.calls().images(ofImages(filters))) {
        free(image, Optional.of(image));
      }
    }
    return target.path().get(0).equals("containers")
        ? new Handling.Local(pruneContainers(request, target, filters))
        : Handling.untouched(request);
  }

  /** The filters of a list that has at least what is pruned. */
  private static ObjectNode ofImages(ObjectNode filters) {
    ObjectNode list = filters.deepCopy();
    list.retain("label", "dangling");
    boolean all = LabelFilter.values(filters.path("dangling")).stream().anyMatch(Removals::isFalse);
    list.remove("dangling");
    if (!all) {
      LabelFilter.set(list, "dangling", List.of("true"));
    }
    return list;
  }

  private static boolean isFalse(String value) {
    return value.equals("false") || value.equals("0");
  }

  /** The engine does not know the labels of containers that were warm, nor whether they rest. */
  private Answer pruneContainers(ClientRequest request, ApiTarget target, ObjectNode filters)
      throws IOException {
    List<String> without = LabelFilter.values(filters.path(WITHOUT));
    Answer answer;
    if (without.isEmpty()) {
      ObjectNode others = filters.deepCopy();
      LabelFilter.set(others, WITHOUT, List.of(WarmStarter.WARM));
      answer = services.client().ask(request, target.with(FILTERS, others.toString()), new byte[0]);
    } else if (filters.has("until")) {
      return Answer.error(
          400,
          "the Docker broker does not prune containers by 'label!' and 'until' at once."
              + " Perhaps you should leave one of them out.");
    } else {
      answer = pruneOthers(LabelFilter.of(target), without);
    }
    Optional<ObjectNode> read = Json.readObject(answer.text());
    if (answer.status() != 200 || read.isEmpty()) {
      return answer;
    }
    ArrayNode gone = Json.array();
    for (JsonNode id : read.get().path(DELETED)) {
      Optional<ClientContainer> known = services.containers().ofEngine(id.asString());
      known.ifPresent(this::ended);
      gone.add(known.map(ClientContainer::id).orElse(id.asString()));
    }
    // Their age at the engine is not the one that clients know: in doubt they stay.
    if (!filters.has("until")) {
      for (ClientContainer container : services.containers().all()) {
        if (isMeant(container, LabelFilter.of(target), without) && remove(container)) {
          gone.add(container.id());
        }
      }
    }
    read.get().set(DELETED, gone);
    return answer.withJson(read.get().toString());
  }

  /**
   * Prunes what was never warm. The engine spares only what has all labels of {@code label!}, so
   * that with the one of warm containers among them it would spare nothing that the client means.
   */
  private Answer pruneOthers(LabelFilter with, List<String> without) throws IOException {
    ObjectNode pruned = Json.object().put("SpaceReclaimed", 0);
    ArrayNode gone = pruned.putArray(DELETED);
    for (JsonNode each : services.calls().stopped()) {
      JsonNode labels = each.path("Labels");
      String id = Json.text(each, "Id");
      boolean meant = !labels.has(WarmStarter.WARM) && isMeant(labels, with, without);
      if (meant && services.calls().removeStopped(id)) {
        gone.add(id);
      }
    }
    return Answer.json(200, pruned.toString());
  }

  private static boolean isMeant(JsonNode labels, LabelFilter with, List<String> without) {
    boolean spared =
        !without.isEmpty() && without.stream().allMatch(each -> LabelFilter.has(labels, each));
    return with.accepts(labels) && !spared;
  }

  /** Removes what no client uses, nor begins to use meanwhile; whether that was done. */
  private boolean remove(ClientContainer container) throws IOException {
    String id = container.realId();
    if (container.endUnstarted()) {
      Background.await(
          services
              .background()
              .run(container.name(), () -> services.calls().remove(id, List.of())));
      services.release(container);
      return true;
    }
    boolean removed = services.calls().removeStopped(id);
    if (removed) {
      ended(container);
    }
    return removed;
  }

  private void ended(ClientContainer container) {
    container.end(State.GONE, CompletableFuture.completedFuture(null));
    services.release(container);
  }

  private boolean isMeant(ClientContainer container, LabelFilter with, List<String> without)
      throws IOException {
    if (container.warm().isEmpty() || container.is(State.GONE)) {
      return false;
    }
    Optional<ObjectNode> found = services.calls().inspect(container.realId());
    if (found.isEmpty()) {
      return false;
    }
    boolean runs = found.get().path("State").path("Running").asBoolean(false);
    ObjectNode labels = Json.child(Json.child(found.get(), "Config"), "Labels");
    OwnLabels.replace(labels, container.wish().labels());
    return (!runs || container.is(State.CREATED)) && isMeant(labels, with, without);
  }
}
