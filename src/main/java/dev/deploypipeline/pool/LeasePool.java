package dev.deploypipeline.pool;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The slots of one service. Pieces are made ahead in the background, so that a lease is a
 * hand-over; a returned piece is destroyed before its slot gets another one. Safe for use by many
 * threads.
 */
final class LeasePool {

  /**
   * How a pool behaves.
   *
   * @param service the name for messages
   * @param ahead how many pieces are kept ready or in the making
   * @param most how many slots there may be
   * @param timeout how long a lease is waited for
   */
  record Limits(String service, int ahead, int most, Duration timeout) {
    Limits {
      if (ahead < 1 || most < ahead) {
        throw new IllegalArgumentException(
            "service " + service + ": cannot keep " + ahead + " of " + most + " pieces ready");
      }
    }
  }

  /** A piece in use. */
  record Leased(int slot, int generation, Piece piece) {}

  private final Limits limits;
  private final PieceFactory factory;
  private final Executor background;
  private final InstantSource clock;
  private final Consumer<String> warnings;
  // Fair, so that who waits longest is served first.
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final List<Slot> slots = new ArrayList<>();
  private boolean worked;
  private boolean closed;

  LeasePool(
      Limits limits,
      PieceFactory factory,
      Executor background,
      InstantSource clock,
      Consumer<String> warnings) {
    this.limits = limits;
    this.factory = new PatientFactory(factory);
    this.background = background;
    this.clock = clock;
    this.warnings = warnings;
  }

  /** Begins to make the pieces that are kept ready, and returns at once. */
  void warmUp() {
    lock.lock();
    try {
      makeAhead();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a piece is ready or was, without taking it.
   *
   * @throws PoolException if none can be made
   */
  void awaitReady() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (slots.stream()
          .noneMatch(slot -> slot.state() == SlotState.READY || slot.state() == SlotState.LEASED)) {
        refuseIfClosed();
        refuseIfHopeless();
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a piece, waiting for one if need be.
   *
   * @param holder who will use it, for messages
   * @throws PoolException if none can be made, or none was returned in time; the message then names
   *     each holder and for how long it has held its piece
   */
  Leased lease(String holder) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      retryFailed();
      long left = limits.timeout().toNanos();
      Optional<Slot> ready = firstReady();
      while (ready.isEmpty()) {
        makeAhead();
        refuseIfHopeless();
        if (left <= 0) {
          throw Exhaustion.of(limits, holder, status());
        }
        left = changed.awaitNanos(left);
        ready = firstReady();
      }
      Slot slot = ready.get();
      Piece piece = slot.lease(holder, clock.instant());
      makeAhead();
      return new Leased(slot.number(), slot.generation(), piece);
    } finally {
      lock.unlock();
    }
  }

  /** Returns a piece; a second return of the same one does nothing. */
  void giveBack(Leased leased) {
    lock.lock();
    try {
      Slot slot = slots.get(leased.slot());
      if (closed || slot.state() != SlotState.LEASED || slot.generation() != leased.generation()) {
        return;
      }
      Piece used = slot.returned(clock.instant());
      background.execute(() -> renew(slot, used));
    } finally {
      lock.unlock();
    }
  }

  /** What the slots hold, in their order. */
  List<SlotStatus> status() {
    lock.lock();
    try {
      return slots.stream().map(slot -> slot.status(limits.service(), clock.instant())).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the pool: waiting leases fail, and nothing is made any more.
   *
   * @return the pieces that are there, for the caller to destroy
   */
  List<Piece> close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      return slots.stream().flatMap(slot -> slot.piece().stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new PoolException(
          "service " + limits.service() + " is stopped, because the build ends", null);
    }
  }

  private Optional<Slot> firstReady() {
    refuseIfClosed();
    return slots.stream().filter(slot -> slot.state() == SlotState.READY).findFirst();
  }

  private void makeAhead() {
    while (!closed && coming() < limits.ahead()) {
      Optional<Slot> idle =
          slots.stream().filter(slot -> slot.state() == SlotState.VACANT).findFirst();
      if (idle.isPresent()) {
        idle.get().recreating(clock.instant());
        background.execute(() -> make(idle.get()));
      } else if (slots.size() < limits.most()) {
        Slot slot = new Slot(slots.size(), clock.instant());
        slots.add(slot);
        background.execute(() -> make(slot));
      } else {
        return;
      }
    }
  }

  /** A pool that worked before may work again: an engine restarts, room is made on a disk. */
  private void retryFailed() {
    if (!worked || closed) {
      return;
    }
    slots.stream()
        .filter(slot -> slot.state() == SlotState.FAILED)
        .forEach(
            slot -> {
              slot.recreating(clock.instant());
              background.execute(() -> make(slot));
            });
  }

  /**
   * How many pieces are ready, or will be without a new decision. Failed slots count, so that they
   * are not replaced by more that fail.
   */
  private long coming() {
    return slots.stream()
        .filter(slot -> slot.state() != SlotState.LEASED && slot.state() != SlotState.VACANT)
        .count();
  }

  /** Fails where slots have failed and nothing that is under way or leased could end the wait. */
  private void refuseIfHopeless() {
    Optional<Exception> reason =
        slots.stream().flatMap(slot -> slot.failure().stream()).findFirst();
    if (reason.isPresent()
        && slots.stream()
            .allMatch(s -> s.state() == SlotState.FAILED || s.state() == SlotState.VACANT)) {
      throw new PoolException(reason.get().getMessage(), reason.get());
    }
  }

  private void renew(Slot slot, Piece used) {
    try {
      used.destroy();
    } catch (IOException | RuntimeException | LinkageError e) {
      // Its slot gets another piece all the same; this one is never handed out again.
      warnings.accept(
          "service "
              + limits.service()
              + ": a returned piece could not be removed: "
              + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      if (closed) {
        return;
      }
      // Whether enough others are ready; failed ones are of no use to anybody.
      long failed = slots.stream().filter(one -> one.state() == SlotState.FAILED).count();
      if (coming() - 1 - failed >= limits.ahead()) {
        slot.vacant(clock.instant());
        changed.signalAll();
        return;
      }
      slot.recreating(clock.instant());
    } finally {
      lock.unlock();
    }
    make(slot);
  }

  private void make(Slot slot) {
    Exception reason;
    try {
      Piece piece = factory.create(slot.number(), slot.generation());
      if (!isTaken(slot, piece)) {
        piece.destroy();
      }
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reason = e;
    } catch (IOException | RuntimeException e) {
      reason = e;
    }
    lock.lock();
    try {
      slot.failed(reason, clock.instant());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isTaken(Slot slot, Piece piece) {
    lock.lock();
    try {
      if (!closed) {
        slot.ready(piece, clock.instant());
        worked = true;
        changed.signalAll();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }
}
