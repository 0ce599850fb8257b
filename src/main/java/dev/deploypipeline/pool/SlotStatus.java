package dev.deploypipeline.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What one slot of a pool holds.
 *
 * @param service the service's name
 * @param slot the slot's number, from 0
 * @param state where it is
 * @param generation how many pieces it had before the present one
 * @param holder who has leased it
 * @param age how long it has been in its state
 */
public record SlotStatus(
    String service,
    int slot,
    SlotState state,
    int generation,
    Optional<String> holder,
    Duration age) {

  /** Rejects null. */
  public SlotStatus {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(holder, "holder");
    Objects.requireNonNull(age, "age");
  }
}
