package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers which containers there are, as clients of the broker see it. */
final class Listing {

  private final EngineClient engine;
  private final Containers containers;
  private final References references;

  Listing(EngineClient engine, Containers containers, References references) {
    this.engine = engine;
    this.containers = containers;
    this.references = references;
  }

  /** Lists. */
  Answer list(ClientRequest request, ApiTarget target) throws IOException {
    LabelFilter labels = LabelFilter.of(target);
    // Counted when it is known what clients may see.
    ApiTarget asked = references.inFilters(labels.target()).without("limit").without("last");
    boolean all = target.isTrue("all") || limit(target) > 0;
    if (all) {
      asked = asked.with("all", "1");
    }
    // Their exit codes are a part of the list.
    Background.awaitAll(
        containers.all().stream()
            .filter(ClientContainer::isBeingStopped)
            .map(ClientContainer::ending)
            .toList());
    // Looked at once: what is being killed may be done while the engine is asked.
    Set<ClientContainer> atRest =
        containers.all().stream().filter(Story::isAtRest).collect(Collectors.toSet());
    Answer answer = engine.ask(request, asked, new byte[0]);
    Optional<JsonNode> found = Json.read(answer.text()).filter(ArrayNode.class::isInstance);
    if (answer.status() != 200 || found.isEmpty()) {
      return answer;
    }
    boolean byStatus = !LabelFilter.values(target, "status").isEmpty();
    ArrayNode seen = Json.array();
    for (JsonNode each : found.get()) {
      boolean full = limit(target) > 0 && seen.size() >= limit(target);
      if (!full
          && each instanceof ObjectNode summary
          && isSeen(summary, atRest, all && !byStatus)) {
        if (labels.accepts(summary.path("Labels"))) {
          seen.add(summary);
        }
      }
    }
    return answer.withJson(seen.toString());
  }

  private static int limit(ApiTarget target) {
    return target
        .parameter("limit")
        .or(() -> target.parameter("last"))
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .orElse(0);
  }

  /** Rewrites a container for those who may see it. */
  private boolean isSeen(ObjectNode summary, Set<ClientContainer> atRest, boolean atRestToo) {
    String id = Json.text(summary, "Id");
    Optional<ClientContainer> known = containers.ofEngine(id);
    if (known.isEmpty()) {
      return summary.path("Labels").path(WarmStarter.WARM).isMissingNode();
    }
    ClientContainer container = known.get();
    boolean rests = atRest.contains(container) || Story.isAtRest(container);
    if (container.is(State.GONE) || (rests && !atRestToo)) {
      return false;
    }
    Story.summary(container, summary, rests);
    return true;
  }
}
