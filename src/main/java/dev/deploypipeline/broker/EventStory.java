package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells clients that follow the engine's events a story in which warm containers are made when they
 * are handed over (Docker Engine API v1.41, "Monitor events").
 */
final class EventStory {

  private final Containers containers;
  private final Map<Stream, Consumer<String>> open = new ConcurrentHashMap<>();

  EventStory(Containers containers) {
    this.containers = containers;
  }

  /** What becomes of the events of one request. */
  Handling.Lines lines(ApiTarget target, LabelFilter labels) {
    return new Stream(labels, EventFilter.of(target));
  }

  /** Tells of something that the engine does not tell of, or told of before anybody knew. */
  void happened(ClientContainer container, String action) {
    Instant now = Instant.now();
    ObjectNode event = Json.object();
    String image = container.wish().call().map(CreateCall::image).orElse("");
    event.put("status", action).put("id", container.id()).put("from", image);
    event.put("Type", "container").put("Action", action);
    ObjectNode actor = Json.child(event, "Actor").put("ID", container.id());
    ObjectNode attributes = Json.child(actor, "Attributes");
    container.warm().ifPresent(warm -> warm.imageLabels().forEach(attributes::put));
    container.wish().labels().forEach(attributes::put);
    attributes.put("image", image).put("name", container.name());
    event.put("scope", "local").put("time", now.getEpochSecond());
    event.put("timeNano", now.getEpochSecond() * 1_000_000_000L + now.getNano());
    open.forEach(
        (stream, more) -> {
          if (stream.wants(event)) {
            more.accept(event.toString());
          }
        });
  }

  private final class Stream implements Handling.Lines {
    private final LabelFilter labels;
    private final EventFilter others;

    private Stream(LabelFilter labels, EventFilter others) {
      this.labels = labels;
      this.others = others;
    }

    private boolean wants(JsonNode event) {
      return others.accepts(event) && labels.accepts(event.path("Actor").path("Attributes"));
    }

    @Override
    public void begun(Consumer<String> more) {
      open.put(this, more);
    }

    @Override
    public Optional<String> instead(String line) {
      Optional<ObjectNode> read = Json.readObject(line);
      if (read.isEmpty()) {
        return Optional.of(line);
      }
      ObjectNode event = read.get();
      ObjectNode actor = Json.child(event, "Actor");
      ObjectNode attributes = Json.child(actor, "Attributes");
      if (Json.text(event, "Type").equals("container")) {
        String id = Json.text(actor, "ID");
        Optional<ClientContainer> known = containers.ofEngine(id);
        boolean warm = !attributes.path(WarmStarter.WARM).isMissingNode();
        if (warm && (known.isEmpty() || isOurs(event, known.get()))) {
          return Optional.empty();
        }
        known.ifPresent(container -> rewrite(event, actor, attributes, container));
      }
      return labels.accepts(attributes) ? Optional.of(event.toString()) : Optional.empty();
    }

    /** The renaming at the hand-over, should it be told late. */
    private boolean isOurs(ObjectNode event, ClientContainer container) {
      return Json.text(event, "Action").equals("rename") && container.is(State.CREATED);
    }

    private void rewrite(
        ObjectNode event, ObjectNode actor, ObjectNode attributes, ClientContainer container) {
      event.put("id", container.id());
      actor.put("ID", container.id());
      OwnLabels.replace(attributes, container.wish().labels());
    }

    @Override
    public void ended() {
      open.remove(this);
    }
  }
}
