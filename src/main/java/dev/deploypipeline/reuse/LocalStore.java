package dev.deploypipeline.reuse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Results and contents in a directory. Each file is complete from the moment it has its name, and
 * never changes. Its modification time says when it was used last.
 */
final class LocalStore implements ResultStore {

  private final Path directory;
  private final long maxBytes;
  private final Clock clock;
  private final Warnings warnings;
  private volatile boolean grown;

  LocalStore(Path directory, long maxBytes, Clock clock, Consumer<String> warn) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.warnings = new Warnings(warn);
  }

  @Override
  public Optional<TaskResult> find(Digest key) {
    Path action = action(key);
    try {
      Optional<TaskResult> result = ActionResult.read(key, Files.readAllBytes(action));
      return result.isPresent() && use(result.get(), action) ? result : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      drop(action, "The result " + action + " cannot be used (" + e.getMessage() + ")");
      return Optional.empty();
    }
  }

  /** Marks everything as used now, so that it stays while the result is restored. */
  private boolean use(TaskResult result, Path action) throws IOException {
    for (OutputFile file : result.files()) {
      if (!use(content(file.content()), file.size())) {
        return false;
      }
    }
    touch(action);
    return true;
  }

  private boolean use(Path content, long size) throws IOException {
    try {
      if (Files.size(content) != size) {
        return false;
      }
      touch(content);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void touch(Path file) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      warnings.once(
          "touch",
          file
              + " cannot be marked as used ("
              + e
              + "), and may be removed early. Perhaps you should make "
              + directory
              + " writable.");
    }
  }

  @Override
  public boolean put(Digest key, TaskResult result, Function<OutputFile, Path> where) {
    try {
      for (OutputFile file : result.files()) {
        if (!keep(file, where.apply(file))) {
          warnings.once(
              "changed",
              where.apply(file)
                  + " changed while it was stored, so the task's result is not reused."
                  + " Perhaps you should look for what else writes it.");
          return false;
        }
      }
      // Another build may have made room in the meantime.
      for (OutputFile file : result.files()) {
        if (!use(content(file.content()), file.size())) {
          return false;
        }
      }
      remember(key, result);
      return true;
    } catch (IOException e) {
      cannotWrite(e);
      return false;
    }
  }

  /** Stores a result whose contents may be missing, and which nobody finds until they are there. */
  void remember(Digest key, TaskResult result) throws IOException {
    WholeFile.write(action(key), ActionResult.write(key, result));
    touch(action(key));
    grown = true;
  }

  /** Stores a content; false when the file has another one. */
  boolean keep(OutputFile file, Path from) throws IOException {
    Path content = content(file.content());
    if (use(content, file.size())) {
      return true;
    }
    Files.createDirectories(content.getParent());
    Path temporary = WholeFile.beside(content);
    try (InputStream in = Files.newInputStream(from)) {
      if (Delivery.copy(in, file, temporary) != Delivery.Outcome.DELIVERED) {
        return false;
      }
      touch(temporary);
      WholeFile.replace(temporary, content);
      grown = true;
      return true;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  void cannotWrite(IOException e) {
    warnings.once(
        "write",
        "Results cannot be stored in "
            + directory
            + " ("
            + e
            + "). Perhaps you should make it writable, or make room.");
  }

  @Override
  public boolean fetch(OutputFile file, Path to) throws IOException {
    Path content = content(file.content());
    Delivery.Outcome outcome;
    try (InputStream in = open(content)) {
      if (in == null) {
        return false;
      }
      outcome = Delivery.deliver(in, file, to);
    }
    if (outcome != Delivery.Outcome.DELIVERED) {
      drop(content, "The stored content " + content + " is damaged");
    }
    return outcome == Delivery.Outcome.DELIVERED;
  }

  private InputStream open(Path content) {
    try {
      return Files.newInputStream(content);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      drop(content, "The stored content " + content + " cannot be read (" + e + ")");
      return null;
    }
  }

  private void drop(Path file, String fact) {
    String fate = ", and was removed";
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      fate = ", and cannot be removed (" + e + ")";
    }
    warnings.once(
        "damaged", fact + fate + ". Perhaps you should check the disk, if it happens again.");
  }

  @Override
  public void close() {
    if (grown) {
      grown = false;
      try {
        new Eviction(directory, clock).shrinkIfDue(maxBytes);
      } catch (IOException e) {
        warnings.once(
            "evict",
            "Old results in "
                + directory
                + " cannot be removed ("
                + e
                + "). Perhaps you should remove the directory.");
      }
    }
  }

  private Path action(Digest key) {
    return place("ac", key);
  }

  private Path content(Digest digest) {
    return place("cas", digest);
  }

  private Path place(String kind, Digest digest) {
    return directory.resolve(kind).resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }
}
