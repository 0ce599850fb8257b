package dev.deploypipeline.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One place in a pool and the piece it holds. Not safe for use by many threads: its {@link
 * LeasePool} guards it.
 */
final class Slot {

  private static final Map<SlotState, Set<SlotState>> NEXT =
      new EnumMap<>(
          Map.of(
              SlotState.CLONING, EnumSet.of(SlotState.READY, SlotState.FAILED),
              SlotState.READY, EnumSet.of(SlotState.LEASED),
              SlotState.LEASED, EnumSet.of(SlotState.DIRTY),
              SlotState.DIRTY, EnumSet.of(SlotState.RECREATING, SlotState.VACANT),
              SlotState.RECREATING, EnumSet.of(SlotState.READY, SlotState.FAILED),
              SlotState.VACANT, EnumSet.of(SlotState.RECREATING),
              SlotState.FAILED, EnumSet.of(SlotState.RECREATING)));

  private final int number;
  private SlotState state = SlotState.CLONING;
  private Instant since;
  private int generation;
  private Optional<Piece> piece = Optional.empty();
  private Optional<String> holder = Optional.empty();
  private Optional<Exception> failure = Optional.empty();

  Slot(int number, Instant now) {
    this.number = number;
    this.since = now;
  }

  int number() {
    return number;
  }

  int generation() {
    return generation;
  }

  SlotState state() {
    return state;
  }

  Optional<Piece> piece() {
    return piece;
  }

  /** Why its piece cannot be made; empty unless it is {@link SlotState#FAILED}. */
  Optional<Exception> failure() {
    return failure;
  }

  void ready(Piece made, Instant now) {
    go(SlotState.READY, now);
    piece = Optional.of(made);
    failure = Optional.empty();
  }

  void failed(Exception reason, Instant now) {
    go(SlotState.FAILED, now);
    failure = Optional.of(reason);
  }

  Piece lease(String by, Instant now) {
    go(SlotState.LEASED, now);
    holder = Optional.of(by);
    return piece.orElseThrow();
  }

  /** Takes the piece out, so that nobody can get it again, and returns it to be destroyed. */
  Piece returned(Instant now) {
    go(SlotState.DIRTY, now);
    Piece used = piece.orElseThrow();
    piece = Optional.empty();
    holder = Optional.empty();
    return used;
  }

  void recreating(Instant now) {
    go(SlotState.RECREATING, now);
    generation++;
  }

  void vacant(Instant now) {
    go(SlotState.VACANT, now);
  }

  SlotStatus status(String service, Instant now) {
    return new SlotStatus(service, number, state, generation, holder, Duration.between(since, now));
  }

  private void go(SlotState next, Instant now) {
    if (!NEXT.get(state).contains(next)) {
      throw new IllegalStateException(
          "slot " + number + " cannot become " + next + ", because it is " + state);
    }
    state = next;
    since = now;
  }
}
