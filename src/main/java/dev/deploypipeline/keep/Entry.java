package dev.deploypipeline.keep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The directory of one kept server and the files in it. All but the record are for one reader each
 * and survive being lost.
 *
 * @param directory readable by its user only
 */
record Entry(Path directory) {

  /**
   * Never opened but to lock it: closing it anywhere in a JVM frees all of the JVM's locks on it.
   */
  Path lock() {
    return directory.resolve("lock");
  }

  /** The {@link KeptRecord}; there from when the server is complete until it must not be reused. */
  Path record() {
    return directory.resolve("server");
  }

  /** The keeper as {@link Owner#text}; in no version of the format anything else. */
  Path keeper() {
    return directory.resolve("keeper");
  }

  /** The build that uses the server, as {@link Owner#text}, then a line for each lease. */
  Path user() {
    return directory.resolve("user");
  }

  /** How long the server may be idle, in milliseconds. */
  Path limit() {
    return directory.resolve("limit");
  }

  /** Since when it is idle, in milliseconds of the epoch; written by the keeper. */
  Path idle() {
    return directory.resolve("idle");
  }

  /** What the keeper's child said, such as why the server ended. */
  Path said() {
    return directory.resolve("said");
  }

  /** The processes below the keeper, each as {@link Owner#text}. */
  Path processes() {
    return directory.resolve("processes");
  }

  boolean exists() {
    return Files.exists(lock());
  }

  boolean isComplete() {
    return Files.exists(record());
  }

  Optional<Owner> keeperOwner() throws IOException {
    return Owner.read(lines(keeper()));
  }

  /** Whether its keeper runs. */
  boolean isAlive() throws IOException {
    Optional<Owner> keeper = keeperOwner();
    return keeper.isPresent() && keeper.get().process().isPresent();
  }

  Optional<Owner> userOwner() throws IOException {
    return Owner.read(lines(user()));
  }

  /** Who holds the leases of the server, as the build that uses it tells. */
  List<String> holders() throws IOException {
    return lines(user()).stream().skip(4).toList();
  }

  Duration idleLimit() throws IOException {
    return Duration.ofMillis(number(limit()).orElse(0L));
  }

  Optional<Instant> idleSince() throws IOException {
    return number(idle()).map(Instant::ofEpochMilli);
  }

  private static Optional<Long> number(Path file) throws IOException {
    return lines(file).stream()
        .findFirst()
        .filter(line -> line.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  /** The lines of a file; none if it is not there. */
  static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
