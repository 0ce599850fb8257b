package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.Wish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests to create a container: with a warm one, or with the engine's answer. */
final class Creates {

  private static final int LARGEST_BODY = 1 << 20;

  /** How long a container may take to be ready where none was seen to. */
  private static final Duration UNKNOWN = Duration.ofSeconds(5);

  private final Services services;
  private final Warmable warmable;
  private final References references;
  private final Replacements replacements;
  private final Farewell farewell;

  Creates(
      Services services,
      Warmable warmable,
      References references,
      Replacements replacements,
      Farewell farewell) {
    this.services = services;
    this.farewell = farewell;
    this.warmable = warmable;
    this.references = references;
    this.replacements = replacements;
  }

  /** A warm container, or why there is none. */
  private record Choice(Optional<ClientContainer> handed, Optional<PassReason> reason) {
    static Choice none(PassReason reason) {
      return new Choice(Optional.empty(), Optional.of(reason));
    }
  }

  /** Creates a container for a scope. */
  Handling create(ClientRequest request, ApiTarget target, String scope) throws IOException {
    long asked = System.nanoTime();
    Optional<byte[]> body = request.bodyUpTo(LARGEST_BODY);
    Optional<ObjectNode> content =
        body.flatMap(bytes -> Json.readObject(new String(bytes, StandardCharsets.UTF_8)));
    if (content.isEmpty()) {
      services.counters().passed(PassReason.NOT_UNDERSTOOD);
      return Handling.untouched(request);
    }
    Optional<PassReason> refusal = warmable.refusal(content.get());
    CreateCall call = CreateCall.of(target, content.get());
    String name = target.parameter("name").orElse("").replaceFirst("^/", "");
    Wish wish =
        new Wish(
            scope,
            target,
            request.head().fields(),
            body.get(),
            refusal.isPresent() ? Optional.empty() : Optional.of(call),
            name,
            labels(content.get()),
            Warmable.outlivesItsScope(name, content.get()));
    services.background().awaitName(wish.name());
    Choice choice = refusal.isPresent() ? Choice.none(refusal.get()) : choose(call, wish, asked);
    if (choice.handed().isPresent()) {
      services.counters().warm();
      return handOver(choice.handed().get());
    }
    services.counters().passed(choice.reason().orElseThrow());
    // Only what is refused can name another container.
    byte[] sent =
        refusal.isPresent() && references.inCreate(content.get(), replacements::prepareOtherwise)
            ? content.get().toString().getBytes(StandardCharsets.UTF_8)
            : body.get();
    return passThrough(request, target, wish, sent);
  }

  private static Map<String, String> labels(ObjectNode content) {
    Map<String, String> labels = new HashMap<>();
    for (var label : content.path("Labels").properties()) {
      labels.put(label.getKey(), label.getValue().asString());
    }
    return labels;
  }

  private Choice choose(CreateCall call, Wish wish, long asked) {
    services.book().asked(call.fingerprint());
    if (services.faults().any()) {
      return Choice.none(PassReason.BROKER_FAULT);
    }
    try {
      Choice choice = fromPool(call, wish, asked);
      services.refill(call.fingerprint());
      return choice;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Choice.none(PassReason.NONE_READY);
    } catch (IOException e) {
      // The engine is unwell; whether it can do what it is asked it has to say itself.
      return Choice.none(PassReason.NONE_READY);
    } catch (RuntimeException e) {
      services.faults().report(e);
      return Choice.none(PassReason.BROKER_FAULT);
    }
  }

  private Choice fromPool(CreateCall call, Wish wish, long asked)
      throws IOException, InterruptedException {
    String fingerprint = call.fingerprint();
    if (services.book().isNew(fingerprint)) {
      return Choice.none(PassReason.FIRST_SEEN);
    }
    long cold = services.book().coldMillis(fingerprint);
    Optional<WarmContainer> taken =
        services.pool().take(fingerprint, cold > 0 ? Duration.ofMillis(cold) : UNKNOWN);
    if (taken.isEmpty()) {
      return Choice.none(PassReason.NONE_READY);
    }
    WarmContainer warm = taken.get();
    try {
      Optional<PassReason> flaw = flaw(warm, call);
      if (flaw.isPresent()) {
        services.pool().discard(warm);
        services.pool().empty(fingerprint, flaw.get() == PassReason.WARM_ENDED);
        return Choice.none(flaw.get());
      }
      if (!wish.name().isEmpty()) {
        // In earnest, because names are what other containers and people find it by.
        services.calls().rename(warm.id(), wish.name());
      }
      return new Choice(
          Optional.of(
              new ClientContainer(warm.id(), wish, taken, services.clock().instant(), asked)),
          Optional.empty());
    } catch (EngineCalls.Refusal e) {
      services.pool().giveBack(warm);
      return Choice.none(e.status() == 409 ? PassReason.NAME_TAKEN : PassReason.NONE_READY);
    } catch (IOException | RuntimeException e) {
      services.pool().discard(warm);
      throw e;
    }
  }

  /** Why a warm container is not what its client would get from the engine now. */
  private Optional<PassReason> flaw(WarmContainer warm, CreateCall call) throws IOException {
    if (!replacements.runs(warm)) {
      services.book().unfit(call.fingerprint());
      return Optional.of(PassReason.WARM_ENDED);
    }
    // The build may have made or pulled another image of that name since.
    return services.calls().image(call.image()).equals(Optional.of(warm.image()))
        ? Optional.empty()
        : Optional.of(PassReason.IMAGE_CHANGED);
  }

  private Handling handOver(ClientContainer container) {
    add(container);
    services.faults().guarding(() -> services.events().happened(container, "create"));
    ObjectNode answer = Json.object().put("Id", container.id());
    answer.putArray("Warnings");
    return new Handling.Local(Answer.json(201, answer.toString()));
  }

  private Handling passThrough(ClientRequest request, ApiTarget target, Wish wish, byte[] body)
      throws IOException {
    // Not since it was asked for: a start ahead may have been waited for in vain.
    long begun = System.nanoTime();
    Answer answer = services.client().ask(request, target, body);
    // Whatever happens here, the client's container is made, and must not be made again.
    services.faults().guarding(() -> remember(answer, wish, begun));
    return new Handling.Local(answer);
  }

  private void add(ClientContainer container) {
    boolean open = services.containers().add(container);
    if (!open && !container.wish().outlives()) {
      farewell.removeNow(container); // its client is gone, and so is who would have removed it
    }
  }

  private void remember(Answer answer, Wish wish, long begun) {
    if (answer.status() == 201) {
      String id = EngineCalls.idOf(answer);
      add(new ClientContainer(id, wish, Optional.empty(), services.clock().instant(), begun));
    } else {
      wish.call().ifPresent(call -> services.book().released(call.fingerprint()));
    }
  }
}
