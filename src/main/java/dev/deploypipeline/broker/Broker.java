package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides about the requests of one scope. Whatever it does not know it passes on untouched, and so
 * it does with everything once something in it is wrong.
 */
final class Broker implements Handler {

  private static final int LARGEST_BODY = 1 << 20;

  private final String scope;
  private final Services services;
  private final Creates creates;
  private final Replacements replacements;
  private final ContainerRequests requests;
  private final Execs execs;
  private final Listing listing;
  private final References references;
  private final Removals removals;

  Broker(
      String scope,
      Services services,
      Creates creates,
      Replacements replacements,
      ContainerRequests requests,
      Execs execs,
      Listing listing,
      References references) {
    this.scope = scope;
    this.services = services;
    this.creates = creates;
    this.replacements = replacements;
    this.requests = requests;
    this.execs = execs;
    this.listing = listing;
    this.references = references;
    this.removals = new Removals(services);
  }

  @Override
  public Handling handle(ClientRequest request) throws IOException {
    services.counters().request();
    services.lull().asked();
    Optional<ApiTarget> target = request.api();
    if (target.isEmpty()) {
      return Handling.untouched(request);
    }
    try {
      return decide(request, target.get());
    } catch (BadMessage e) {
      throw e;
    } catch (EngineCalls.Refusal e) {
      return new Handling.Local(Answer.error(e.status(), e.getMessage()));
    } catch (IOException e) {
      // The engine or the client is unwell. Passed on, the request finds out which, and how to say.
      return withoutBroker(request, target.get(), e);
    } catch (RuntimeException e) {
      services.faults().report(e);
      return withoutBroker(request, target.get(), e);
    }
  }

  private Handling decide(ClientRequest request, ApiTarget target) throws IOException {
    if (request.is("POST") && target.matches("containers", "create")) {
      return creates.create(request, target, scope);
    }
    if (request.is("GET") && target.matches("containers", "json")) {
      return new Handling.Local(listing.list(request, target));
    }
    if (request.is("GET") && target.matches("events")) {
      LabelFilter labels = LabelFilter.of(target);
      ApiTarget asked = references.inFilters(labels.target());
      return new Handling.Forward(
          asked.equals(target) ? request.target() : asked.toString(),
          Optional.empty(),
          Optional.of(services.events().lines(target, labels)),
          () -> {});
    }
    if (request.is("POST") && target.matches("exec", "*", "start")) {
      return execs.start(request, target);
    }
    if (request.is("GET") && target.matches("exec", "*", "json")) {
      return execs.inspect(request, target);
    }
    boolean connects =
        target.matches("networks", "*", "connect") || target.matches("networks", "*", "disconnect");
    if (request.is("POST") && connects) {
      return connect(request);
    }
    if (request.is("POST") && target.matches("commit")) {
      return commit(request, target);
    }
    if (request.is("POST") && target.matches("*", "prune")) {
      return removals.prune(request, target);
    }
    if (request.is("DELETE")) {
      removals.prepare(target);
    }
    Optional<ClientContainer> container = containerOf(target);
    return container.isPresent()
        ? requests.handle(request, target, container.get())
        : Handling.untouched(request);
  }

  private Optional<ClientContainer> containerOf(ApiTarget target) {
    return target.path().size() > 1 && target.path().get(0).equals("containers")
        ? services.containers().find(target.path().get(1))
        : Optional.empty();
  }

  /** Connects a container to a network, or disconnects it. */
  private Handling connect(ClientRequest request) throws IOException {
    Optional<ObjectNode> body =
        request
            .bodyUpTo(LARGEST_BODY)
            .flatMap(bytes -> Json.readObject(new String(bytes, StandardCharsets.UTF_8)));
    if (body.isEmpty()
        || !references.inMember(body.get(), "Container", replacements::prepareOtherwise)) {
      return Handling.untouched(request);
    }
    return new Handling.Forward(
        request.target(),
        Optional.of(body.get().toString().getBytes(StandardCharsets.UTF_8)),
        Optional.empty(),
        () -> {});
  }

  private Handling commit(ClientRequest request, ApiTarget target) throws IOException {
    String named = target.parameter("container").orElse("");
    String real = references.real(named, replacements::prepareOtherwise);
    return real.equals(named)
        ? Handling.untouched(request)
        : Handling.to(request, target.with("container", real).toString(), () -> {});
  }

  /** What the engine would be asked if there were no broker, as far as it can still be asked. */
  private Handling withoutBroker(ClientRequest request, ApiTarget target, Exception problem) {
    if (request.mayBeDone()) {
      return new Handling.Local(
          Answer.error(500, "it is not known whether this was done: " + problem.getMessage()));
    }
    Optional<ClientContainer> found = containerOf(target);
    if (found.isEmpty()) {
      return Handling.untouched(request);
    }
    ClientContainer container = found.get();
    boolean start = request.is("POST") && target.matches("containers", "*", "start");
    boolean asked = !(problem instanceof IOException); // an engine that is unwell does not say so
    // Not by the broker's clock, which may be what is wrong.
    if (start && asked && container.handOver(Instant.now())) {
      return new Handling.Local(Answer.of(204)); // it runs, and "already" would be an error
    }
    if (container.is(State.CREATED) && !request.is("GET") && !request.is("DELETE")) {
      if (container.warm().isPresent()) {
        // It runs already, as what the client has not started yet never does.
        return new Handling.Local(
            Answer.error(500, "the Docker broker could not do this: " + problem.getMessage()));
      }
      container.preparedOtherwise();
    }
    return Handling.to(request, target.withSegment(1, container.realId()).toString(), () -> {});
  }
}
