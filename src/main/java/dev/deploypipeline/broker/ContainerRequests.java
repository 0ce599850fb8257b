package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests for containers that clients of the broker created. */
final class ContainerRequests {

  private static final int LARGEST_BODY = 1 << 20;

  /** What {@code docker run} waits for before it starts a container: the same once it runs. */
  private static final Set<String> LATER = Set.of("next-exit", "removed");

  private final Services services;
  private final Replacements replacements;
  private final Farewell farewell;
  private final Waits waits;

  private final Execs execs;

  ContainerRequests(
      Services services, Replacements replacements, Farewell farewell, Waits waits, Execs execs) {
    this.services = services;
    this.replacements = replacements;
    this.farewell = farewell;
    this.waits = waits;
    this.execs = execs;
  }

  /** Answers a request whose target is {@code /containers/<container>...}. */
  Handling handle(ClientRequest request, ApiTarget target, ClientContainer container)
      throws IOException {
    if (container.is(State.GONE)) {
      return new Handling.Local(Answer.error(404, "No such container: " + target.path().get(1)));
    }
    String action = target.path().size() == 3 ? target.path().get(2) : "";
    if (request.is("GET") && action.equals("json")) {
      return inspect(request, target, container);
    }
    if (request.is("DELETE") && target.path().size() == 2) {
      return farewell.remove(request, mapped(target, container), container);
    }
    if (container.is(State.CREATED)) {
      return beforeStart(request, target, container, action);
    }
    if (request.is("POST") && Set.of("kill", "stop").contains(action)) {
      container.spendProof();
      return farewell.stop(request, mapped(target, container), container);
    }
    if (container.is(State.ENDED)) {
      // From now on the truth: it may be started again, or looked at.
      Background.await(container.ending());
    }
    return afterStart(request, target, container, action);
  }

  private static ApiTarget mapped(ApiTarget target, ClientContainer container) {
    return target.withSegment(1, container.realId());
  }

  private static Handling forward(
      ClientRequest request, ApiTarget target, ClientContainer container, Runnable end) {
    boolean same = container.realId().equals(container.id());
    // Unchanged wherever that is possible, down to the spelling.
    return Handling.to(
        request, same ? request.target() : mapped(target, container).toString(), end);
  }

  private Handling inspect(ClientRequest request, ApiTarget target, ClientContainer container)
      throws IOException {
    if (container.warm().isEmpty() && container.realId().equals(container.id())) {
      return Handling.untouched(request);
    }
    if (container.isBeingStopped()) {
      Background.await(container.ending()); // it may end well, or be killed in the end
    }
    // Looked at once: it may be done while the engine is asked, and what it said then is old.
    boolean killed = container.isBeingKilled();
    Optional<Answer> before = killed ? container.inspection() : Optional.empty();
    Answer answer =
        before.isPresent()
            ? before.get() // the engine answers only when it is done, and nothing else changed
            : services.client().ask(request, mapped(target, container), new byte[0]);
    Optional<ObjectNode> found = Json.readObject(answer.text());
    if (answer.status() != 200 || found.isEmpty()) {
      return new Handling.Local(answer);
    }
    container.inspected(answer);
    Story.inspection(container, found.get(), killed);
    return new Handling.Local(answer.withJson(found.get().toString()));
  }

  private Handling beforeStart(
      ClientRequest request, ApiTarget target, ClientContainer container, String action)
      throws IOException {
    if (request.is("PUT") && action.equals("archive")) {
      return copy(request, target, container);
    }
    if (request.is("POST") && action.equals("start")) {
      return start(request, target, container);
    }
    String condition = target.parameter("condition").orElse("");
    boolean awaitsEnd = action.equals("wait") && LATER.contains(condition);
    if (!awaitsEnd) {
      replacements.prepareOtherwise(container);
    }
    return request.is("POST") && action.equals("rename")
        ? rename(request, target, container)
        : forward(request, target, container, () -> {});
  }

  private Handling rename(ClientRequest request, ApiTarget target, ClientContainer container)
      throws IOException {
    String name = target.parameter("name").orElse("").replaceFirst("^/", "");
    services.background().awaitName(name);
    Answer answer = services.client().ask(request, mapped(target, container), new byte[0]);
    if (answer.succeeded()) {
      services.containers().rename(container, name);
    }
    return new Handling.Local(answer);
  }

  private Handling copy(ClientRequest request, ApiTarget target, ClientContainer container)
      throws IOException {
    Optional<FileCopy> copy =
        request
            .bodyUpTo(FileCopy.LARGEST)
            .map(tar -> FileCopy.of(target, tar))
            .filter(container::hasRoomFor);
    if (copy.isPresent() && container.expects(copy.get())) {
      container.add(copy.get());
      return new Handling.Local(Answer.of(200));
    }
    if (copy.isEmpty() || container.warm().isPresent()) {
      replacements.prepareOtherwise(container);
    }
    copy.ifPresent(container::add);
    return forward(request, target, container, () -> {});
  }

  private Handling start(ClientRequest request, ApiTarget target, ClientContainer container)
      throws IOException {
    Optional<WarmContainer> warm = container.warm();
    if (warm.isPresent()) {
      replacements.replaceIfEnded(container, warm.get());
      if (container.handOver(services.clock().instant())) {
        services.faults().guarding(() -> services.events().happened(container, "start"));
        return new Handling.Local(Answer.of(204));
      }
      if (container.is(State.GONE)) {
        throw EngineCalls.Refusal.gone(container.id());
      }
      replacements.prepareOtherwise(container);
    }
    Answer answer =
        services
            .client()
            .ask(
                request,
                mapped(target, container),
                request.bodyUpTo(LARGEST_BODY).orElse(new byte[0]));
    if (answer.succeeded()) {
      services.faults().guarding(() -> started(container));
    }
    return new Handling.Local(answer);
  }

  private void started(ClientContainer container) {
    List<FileCopy> files = container.files();
    container.start(services.clock().instant());
    if (!container.isPreparedOtherwise()) {
      container
          .wish()
          .call()
          .ifPresent(
              call -> {
                services.book().started(call, files);
                services.refill(call.fingerprint());
              });
    }
  }

  private Handling afterStart(
      ClientRequest request, ApiTarget target, ClientContainer container, String action)
      throws IOException {
    boolean looks = request.is("GET") || request.is("HEAD") || action.equals("wait");
    if (!looks && !action.equals("exec")) {
      container.spendProof();
    }
    switch (request.method() + " " + action) {
      case "POST start" -> {
        return startAgain(request, target, container);
      }
      case "GET logs" -> {
        Runnable end =
            target.isTrue("follow")
                ? () -> waits.seen(container, true, Optional.empty())
                : () -> {};
        ApiTarget shown = withoutEarlySince(target, container);
        return shown.equals(target)
            ? forward(request, target, container, end)
            : Handling.to(request, mapped(shown, container).toString(), end);
      }
      case "POST exec" -> {
        return execs.create(request, mapped(target, container), container);
      }
      case "PUT archive" -> waits.seen(container, false, Optional.empty());
      case "POST rename" -> {
        return rename(request, target, container);
      }
      default -> {
        return forward(request, target, container, () -> {});
      }
    }
    return forward(request, target, container, () -> {});
  }

  private Handling startAgain(ClientRequest request, ApiTarget target, ClientContainer container)
      throws IOException {
    if (container.is(State.RUNNING) && container.warm().isPresent()) {
      // It may have ended by itself, and only the engine knows.
      return forward(request, target, container, () -> {});
    }
    Answer answer = services.client().ask(request, mapped(target, container), new byte[0]);
    if (answer.succeeded()) {
      services.faults().guarding(() -> container.start(services.clock().instant()));
    }
    return new Handling.Local(answer);
  }

  /**
   * What a warm container logged before it was asked for is, for its client, logged since the
   * start.
   */
  private static ApiTarget withoutEarlySince(ApiTarget target, ClientContainer container) {
    Optional<String> since = target.parameter("since");
    boolean number = since.isPresent() && since.get().matches("[0-9]{1,15}(\\.[0-9]{1,9})?");
    boolean early =
        number
            && container.warm().isPresent()
            && Double.parseDouble(since.get()) <= container.started().getEpochSecond() + 1.0;
    return early ? target.without("since") : target;
  }
}
