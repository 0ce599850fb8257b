package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where requests name containers elsewhere than in their path: bodies and filters. The engine does
 * not know the id that a client has of a warm container that was replaced by a fresh one (Docker
 * Engine API v1.41, "Create a container", "Connect a container to a network", "List containers",
 * "Monitor events").
 */
final class References {

  private static final Set<String> FILTERS = Set.of("id", "before", "since", "container");
  private static final String OF_CONTAINER = "container:";

  private final Containers containers;

  References(Containers containers) {
    this.containers = containers;
  }

  /** Done with a container before another one may use it. */
  @FunctionalInterface
  interface Preparation {
    void prepare(ClientContainer container) throws IOException;
  }

  /**
   * Rewrites a create request.
   *
   * @return whether anything is different now
   */
  boolean inCreate(ObjectNode body, Preparation before) throws IOException {
    boolean changed = false;
    if (body.get("HostConfig") instanceof ObjectNode host) {
      for (String space : List.of("NetworkMode", "PidMode", "IpcMode")) {
        String mode = Json.text(host, space);
        if (mode.startsWith(OF_CONTAINER)) {
          String real = real(mode.substring(OF_CONTAINER.length()), before);
          changed |= !mode.equals(OF_CONTAINER + real);
          host.put(space, OF_CONTAINER + real);
        }
      }
      changed |= inList(host, "VolumesFrom", before);
      changed |= inList(host, "Links", before);
    }
    for (var endpoint : body.path("NetworkingConfig").path("EndpointsConfig").properties()) {
      if (endpoint.getValue() instanceof ObjectNode settings) {
        changed |= inList(settings, "Links", before);
      }
    }
    return changed;
  }

  /** Of elements that begin with a container and go on behind a colon. */
  private boolean inList(ObjectNode node, String member, Preparation before) throws IOException {
    if (!(node.get(member) instanceof ArrayNode list)) {
      return false;
    }
    boolean changed = false;
    ArrayNode mapped = Json.array();
    for (JsonNode each : list) {
      String text = each.asString();
      int colon = text.indexOf(':');
      String reference = colon < 0 ? text : text.substring(0, colon);
      String real = real(reference, before) + text.substring(reference.length());
      changed |= !real.equals(text);
      mapped.add(real);
    }
    node.set(member, mapped);
    return changed;
  }

  /** The member {@code Container} of a request to connect or disconnect; whether it is another. */
  boolean inMember(ObjectNode body, String member, Preparation before) throws IOException {
    String reference = Json.text(body, member);
    String real = real(reference, before);
    body.put(member, real);
    return !real.equals(reference);
  }

  /** What the engine calls a container that a client names, which it may use from now on. */
  String real(String reference, Preparation before) throws IOException {
    Optional<ClientContainer> container =
        containers.find(reference).filter(each -> !each.is(State.GONE));
    if (container.isEmpty()) {
      return reference;
    }
    before.prepare(container.get());
    if (container.get().is(State.ENDED)) {
      Background.await(container.get().ending());
    }
    return real(reference);
  }

  /** Names are given in earnest; ids alone differ. */
  private String real(String reference) {
    return containers
        .find(reference)
        .filter(each -> !reference.isEmpty() && each.id().startsWith(reference))
        .filter(each -> !each.realId().equals(each.id()))
        .map(ClientContainer::realId)
        .orElse(reference);
  }

  /** A target whose filters name containers as the engine does. */
  ApiTarget inFilters(ApiTarget target) {
    ObjectNode filters =
        target.parameter("filters").flatMap(Json::readObject).orElseGet(Json::object);
    boolean changed = false;
    for (String name : FILTERS) {
      List<String> asked = LabelFilter.values(target, name);
      List<String> mapped = new ArrayList<>(asked);
      mapped.replaceAll(this::real);
      if (!mapped.equals(asked)) {
        changed = true;
        LabelFilter.set(filters, name, mapped);
      }
    }
    return changed ? target.with("filters", filters.toString()) : target;
  }
}
