package dev.deploypipeline.broker;

import dev.deploypipeline.broker.BrokerSettings.StopAnswer;
import dev.deploypipeline.broker.ClientContainer.State;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Ends containers for clients: those that were warm at once, all others as the engine does. A
 * client that looks sees what it was told; what depends on the end waits for it.
 */
final class Farewell {

  private static final Set<String> DEADLY = Set.of("", "9", "kill", "sigkill");

  private final Services services;

  Farewell(Services services) {
    this.services = services;
  }

  /** Answers {@code stop} and {@code kill}. */
  Handling stop(ClientRequest request, ApiTarget target, ClientContainer container)
      throws IOException {
    String signal = target.parameter("signal").orElse("").toLowerCase(Locale.ROOT);
    boolean stop = target.path().get(2).equals("stop");
    // A signal such as HUP is no end.
    boolean ends = stop || DEADLY.contains(signal);
    boolean atOnce = services.settings().stopAnswer() == StopAnswer.AT_ONCE;
    boolean known = container.warm().isPresent() && container.is(State.RUNNING);
    if (!ends || !known || !atOnce) {
      Background.await(container.ending());
      CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
      Runnable end = ends && known ? () -> container.end(State.ENDED, done) : () -> {};
      return Handling.to(request, target.toString(), end);
    }
    services.client().reach();
    CompletableFuture<Void> end =
        services.background().run("", () -> services.calls().carryOut("POST", target));
    if (stop) {
      container.end(State.ENDED, end);
    } else {
      container.kill(end);
    }
    return new Handling.Local(Answer.of(204));
  }

  private static byte[] body(ClientRequest request) throws IOException {
    return request.bodyUpTo(1 << 16).orElse(new byte[0]);
  }

  /** Answers {@code DELETE}. */
  Handling remove(ClientRequest request, ApiTarget target, ClientContainer container)
      throws IOException {
    boolean force = target.isTrue("force");
    boolean known = container.warm().isPresent() && !target.isTrue("link");
    if (!known || (!force && container.is(State.RUNNING))) {
      Answer answer = services.client().ask(request, target, body(request));
      if (answer.succeeded() || answer.status() == 404) {
        container.end(State.GONE, CompletableFuture.completedFuture(null));
        services.release(container);
      }
      return new Handling.Local(answer);
    }
    services.client().reach();
    if (services.settings().stopAnswer() == StopAnswer.WHEN_ENDED && container.is(State.RUNNING)) {
      services.calls().carryOut("POST", target.at("containers", container.realId(), "kill"));
    }
    vanish(container, target);
    return new Handling.Local(Answer.of(204));
  }

  private void vanish(ClientContainer container, ApiTarget target) {
    removeInBackground(container, id -> services.calls().remove(id, target.query()));
  }

  /** Begins to remove what a client left; {@link ClientContainer#ending} tells when it is gone. */
  void removeNow(ClientContainer container) {
    removeInBackground(container, services.calls()::remove);
  }

  @FunctionalInterface
  private interface Removal {
    void of(String id) throws IOException;
  }

  private void removeInBackground(ClientContainer container, Removal removal) {
    CompletableFuture<Void> before = container.ending();
    String id = container.realId();
    container.end(
        State.GONE,
        services
            .background()
            .run(
                container.name(),
                () -> {
                  Background.await(before);
                  removal.of(id);
                }));
    services.release(container);
  }
}
