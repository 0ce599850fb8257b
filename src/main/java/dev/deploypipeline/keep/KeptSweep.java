package dev.deploypipeline.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Removes what is left of servers whose keeper is dead. What cannot be removed is told and left to
 * the next sweep: it may be another project's, and no reason for this build to fail.
 *
 * @param own owns a server if nobody does
 * @param warnings told of each that cannot be removed
 */
record KeptSweep(Owning own, Consumer<String> warnings) {

  /** How old an incomplete directory is that nobody completes any more. */
  private static final Duration GIVEN_UP = Duration.ofMinutes(10);

  /** Owns a server if nobody does. */
  @FunctionalInterface
  interface Owning {
    Optional<Claim> own(Entry entry) throws IOException;
  }

  /** What to do with one server. */
  @FunctionalInterface
  private interface Removal {
    void of(Entry entry) throws IOException;
  }

  /** Removes the servers that are dead. */
  void complete(List<Entry> entries) {
    each(entries, this::removeDead);
  }

  /** Removes what nobody completed. */
  void incomplete(List<Entry> entries) {
    Instant before = InstantSource.system().instant().minus(GIVEN_UP);
    each(
        entries,
        entry -> {
          if (Files.getLastModifiedTime(entry.directory()).toInstant().isBefore(before)) {
            PrivateFiles.deleteTree(entry.directory());
          }
        });
  }

  private void each(List<Entry> entries, Removal removal) {
    for (Entry entry : entries) {
      try {
        removal.of(entry);
      } catch (IOException e) {
        warnings.accept(
            "what is left of a kept server in '%s' cannot be removed: %s. Perhaps you should remove it."
                .formatted(entry.directory(), e.getMessage()));
      }
    }
  }

  private void removeDead(Entry entry) throws IOException {
    if (entry.isAlive()) {
      return;
    }
    if (!entry.exists()) {
      // Whoever was removing it was killed; without a lock nobody can own it.
      PrivateFiles.deleteTree(entry.directory());
      return;
    }
    Optional<Claim> claim = own.own(entry);
    if (claim.isPresent()) {
      // Asked again, because now nobody else can have changed it.
      if (entry.isAlive()) {
        claim.get().leave();
      } else {
        claim.get().stop();
      }
    }
  }
}
