package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.Wish;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes fresh containers in place of warm ones that are not what their clients asked for. */
final class Replacements {

  private final Services services;

  Replacements(Services services) {
    this.services = services;
  }

  /** Whether a warm container runs, and has not ended since it was started. */
  boolean runs(WarmContainer warm) throws IOException {
    Optional<ObjectNode> found = services.calls().inspect(warm.id());
    JsonNode state = found.map(node -> node.path("State")).orElse(Json.object());
    return state.path("Running").asBoolean(false)
        && !state.path("Paused").asBoolean(false)
        && Json.text(state, "StartedAt").equals(warm.startedAt()); // the engine may restart it
  }

  /**
   * Makes a container fresh if it is a warm one that was not started yet, for something that no
   * recipe holds.
   *
   * @throws EngineCalls.Refusal if that is not possible; nobody may use the warm one then, which
   *     runs already
   */
  void prepareOtherwise(ClientContainer container) throws EngineCalls.Refusal {
    freshen(container, PassReason.PREPARED_OTHERWISE);
  }

  /**
   * The same if the warm one has ended since it was handed over, as all do with their engine.
   *
   * @throws EngineCalls.Refusal as {@link #prepareOtherwise}
   * @throws IOException if the engine does not answer
   */
  void replaceIfEnded(ClientContainer container, WarmContainer warm) throws IOException {
    if (!runs(warm)) {
      freshen(container, PassReason.WARM_ENDED);
    }
  }

  private void freshen(ClientContainer container, PassReason reason) throws EngineCalls.Refusal {
    if (!container.is(ClientContainer.State.CREATED)) {
      return;
    }
    container.preparedOtherwise();
    if (container.warm().isEmpty()) {
      return;
    }
    try {
      replace(container, container.warm().get(), reason);
    } catch (EngineCalls.Refusal e) {
      throw e;
    } catch (IOException e) {
      throw notReplaced(e);
    } catch (RuntimeException e) {
      services.faults().report(e);
      throw notReplaced(e);
    }
  }

  private static EngineCalls.Refusal notReplaced(Exception e) {
    return new EngineCalls.Refusal(
        500, "the Docker broker could not make the container: " + e.getMessage());
  }

  private void replace(ClientContainer container, WarmContainer warm, PassReason reason)
      throws IOException {
    Wish wish = container.wish();
    boolean named = !wish.name().isEmpty() && services.calls().inspect(warm.id()).isPresent();
    if (named) {
      services.calls().rename(warm.id(), warm.name());
    }
    Optional<String> fresh = Optional.empty();
    try {
      fresh = Optional.of(createAgain(wish));
      for (FileCopy files : container.files()) {
        services.calls().copy(fresh.get(), files);
      }
      if (!container.replace(fresh.get())) {
        throw EngineCalls.Refusal.gone(container.id());
      }
    } catch (IOException | RuntimeException e) {
      try {
        if (fresh.isPresent()) {
          services.calls().remove(fresh.get());
        }
        if (named) {
          services.calls().rename(warm.id(), wish.name()); // as it was, should the client try again
        }
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
    services.counters().notWarmAfterAll(reason);
    wish.call()
        .ifPresent(
            call -> {
              if (reason == PassReason.WARM_ENDED) {
                services.book().unfit(call.fingerprint());
              } else {
                services.book().outdated(call.fingerprint());
              }
              services.pool().empty(call.fingerprint(), true);
            });
    services.background().begin(() -> services.calls().remove(warm.id()));
  }

  private String createAgain(Wish wish) throws IOException {
    List<HttpHead.Field> fields =
        new HttpHead("", wish.fields())
            .without("Host", "Connection", "Transfer-Encoding", "Content-Length", "Expect")
            .fields();
    Answer answer = services.client().ask("POST", wish.target(), fields, wish.body());
    if (answer.status() != 201) {
      throw new EngineCalls.Refusal("create a container", answer);
    }
    return EngineCalls.idOf(answer);
  }
}
