package dev.deploypipeline.keep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A kept server as it is at one moment.
 *
 * @param server what is written down of it
 * @param user the process of the build that uses it; empty if none does
 * @param holders who holds leases of it
 * @param idleSince since when no build uses it; empty if one does, or it is not known yet
 * @param idleLimit how long it may be idle
 */
public record KeptServer(
    KeptRecord server,
    Optional<Long> user,
    List<String> holders,
    Optional<Instant> idleSince,
    Duration idleLimit) {

  /** Rejects null; copies the list. */
  public KeptServer {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(idleSince, "idleSince");
    Objects.requireNonNull(idleLimit, "idleLimit");
    holders = List.copyOf(holders);
  }
}
