package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts results back below a module's directory: all of one or nothing. For many threads.
 *
 * <p>Files that are right already are left alone, with their times. Files that the task's last run
 * wrote and the result lacks are removed, if they are as it left them, and so are the directories
 * that are empty then.
 */
public final class Restorer {

  /** How long the leftovers of a killed build stay. */
  private static final Duration LEFTOVERS_STAY = Duration.ofDays(1);

  /** How a restore ended. */
  public sealed interface Outcome {}

  /**
   * The directory now holds the result.
   *
   * @param written how many files had to be written
   * @param kept how many were right already
   * @param removed how many of the last run's files are gone
   */
  public record Restored(int written, int kept, int removed) implements Outcome {}

  /**
   * The task has to run. The directory is as it was, unless the reason says what could not be put
   * back.
   *
   * @param reason a clause for the log
   */
  public record NotRestored(String reason) implements Outcome {}

  private final ResultStore store;
  private final FileDigests digests;
  private final Path staging;
  private final FileSteps steps;
  private final Clock clock;
  private final AtomicBoolean swept = new AtomicBoolean();

  /**
   * Restores from a store.
   *
   * @param staging a directory on the file system of the modules, but outside of what tasks read or
   *     write: files are complete there before the first one is put in place
   */
  public Restorer(ResultStore store, FileDigests digests, Path staging) {
    this(store, digests, staging, FileSteps.real(), Clock.systemUTC());
  }

  Restorer(ResultStore store, FileDigests digests, Path staging, FileSteps steps, Clock clock) {
    this.store = store;
    this.digests = digests;
    this.staging = staging;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * Puts the result back.
   *
   * @param base the module's directory; paths that lead out of it, by symbolic links too, are
   *     refused
   * @param before the task's last state here
   */
  public Outcome restore(Path base, TaskResult result, Optional<TaskState> before) {
    Path stage = null;
    try {
      RestorePlan plan = RestorePlan.of(base, result, before, digests);
      if (plan.nothingToDo()) {
        return new Restored(0, plan.kept(), 0);
      }
      stage = newStage();
      fetchAll(plan.toWrite(), stage);
      return carryOut(plan, stage);
    } catch (IOException e) {
      return new NotRestored(reason(e));
    } finally {
      if (stage != null) {
        remove(stage);
      }
    }
  }

  private void fetchAll(List<OutputFile> files, Path stage) throws IOException {
    AtOnce.forEach(
        files.size(),
        number -> {
          if (!store.fetch(files.get(number), RestorePlan.staged(stage, number))) {
            throw new NoWay("the store lacks the content of " + files.get(number).path());
          }
        });
  }

  private Outcome carryOut(RestorePlan plan, Path stage) {
    Undo undo = new Undo(steps);
    boolean complete = false;
    try {
      Outcome restored = plan.carryOut(stage, undo);
      complete = true;
      return restored;
    } catch (IOException e) {
      complete = true;
      return undone(e, undo);
    } finally {
      if (!complete) {
        undo.all();
      }
    }
  }

  private static Outcome undone(IOException reason, Undo undo) {
    List<IOException> failures = undo.all();
    return new NotRestored(
        failures.isEmpty()
            ? reason(reason)
            : reason(reason) + "; and what was there is not back: " + failures);
  }

  private static String reason(IOException e) {
    return e instanceof NoWay ? e.getMessage() : e.toString();
  }

  private Path newStage() throws IOException {
    Files.createDirectories(staging);
    if (swept.compareAndSet(false, true)) {
      sweep();
    }
    return Files.createTempDirectory(staging, "restore-");
  }

  private void sweep() throws IOException {
    Instant old = clock.instant().minus(LEFTOVERS_STAY);
    try (DirectoryStream<Path> stages = Files.newDirectoryStream(staging, "restore-*")) {
      for (Path stage : stages) {
        Optional<Stat> stat = Stat.ifPresent(stage);
        if (stat.isPresent() && stat.get().modified() < Stat.nanos(old)) {
          remove(stage);
        }
      }
    }
  }

  private static void remove(Path stage) {
    try {
      Files.walkFileTree(
          stage,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // Nobody reads it, and a later build removes it.
    }
  }

  /** Why a result is not restored, where no file operation failed. */
  static final class NoWay extends IOException {

    private static final long serialVersionUID = 1L;

    NoWay(String reason) {
      super(reason);
    }
  }
}
