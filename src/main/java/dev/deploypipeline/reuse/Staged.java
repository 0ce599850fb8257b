package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fetches the contents of a result to where nobody looks, several at a time. */
final class Staged {

  private static final int THREADS = 8;

  private Staged() {}

  /** Where the file with that number is staged. */
  static Path path(Path stage, int number) {
    return stage.resolve(Integer.toString(number));
  }

  /** Fetches all files; fails if one of them cannot be had. */
  static void fetchAll(List<OutputFile> files, Path stage, ResultStore store) throws IOException {
    if (files.size() < THREADS) {
      for (int i = 0; i < files.size(); i++) {
        fetch(files.get(i), path(stage, i), store);
      }
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> fetches = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        OutputFile file = files.get(i);
        Path to = path(stage, i);
        fetches.add(
            threads.submit(
                () -> {
                  fetch(file, to, store);
                  return null;
                }));
      }
      for (Future<?> fetch : fetches) {
        fetch.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? failure
          : new IOException("the store failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Restorer.NoWay("the build was interrupted");
    } finally {
      end(threads);
    }
  }

  /** Nothing may be written any more when the stage is removed. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fetch(OutputFile file, Path to, ResultStore store) throws IOException {
    if (!store.fetch(file, to)) {
      throw new Restorer.NoWay("the store lacks the content of " + file.path());
    }
  }
}
