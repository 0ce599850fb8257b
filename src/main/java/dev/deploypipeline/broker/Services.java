package dev.deploypipeline.broker;

import java.time.InstantSource;

/** The parts of a broker that its request handlers share. */
record Services(
    EngineClient client,
    EngineCalls calls,
    Containers containers,
    RecipeBook book,
    WarmPool pool,
    Counters counters,
    Background background,
    EventStory events,
    Lull lull,
    Faults faults,
    BrokerSettings settings,
    InstantSource clock) {

  /** Starts as many containers of a recipe ahead as will probably be asked for. */
  void refill(String fingerprint) {
    if (!faults.any()) {
      book.recipe(fingerprint)
          .ifPresent(
              recipe ->
                  pool.wantAgain(recipe, Math.min(settings.size(), book.expected(fingerprint))));
    }
  }

  /** A client does not need its container any more. */
  void release(ClientContainer container) {
    if (container.firstRelease()) {
      container.wish().call().ifPresent(call -> book.released(call.fingerprint()));
    }
  }
}
