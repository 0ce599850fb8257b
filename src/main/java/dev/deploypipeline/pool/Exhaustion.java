package dev.deploypipeline.pool;

import java.util.List;
import java.util.stream.Collectors;

/** The error of a lease that was waited for in vain. */
final class Exhaustion {

  private Exhaustion() {}

  static PoolException of(LeasePool.Limits limits, String holder, List<SlotStatus> slots) {
    String holders =
        slots.stream()
            .filter(slot -> slot.holder().isPresent())
            .map(slot -> slot.holder().get() + " for " + slot.age().toSeconds() + " s")
            .collect(Collectors.joining(", "));
    return new PoolException(
        "service %s: no lease for %s within %d s. Held by: %s. Perhaps you should raise its <size> (now %d pieces) or the lease timeout."
            .formatted(
                limits.service(),
                holder,
                limits.timeout().toSeconds(),
                holders.isEmpty() ? "nobody, none is ready yet" : holders,
                limits.most()),
        null);
  }
}
