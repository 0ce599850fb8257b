package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Does steps and, if need be, the opposite of each, last first. For one use. */
final class Undo {

  /** The opposite of a step that was done. */
  @FunctionalInterface
  private interface Opposite {
    void run() throws IOException;
  }

  private final FileSteps steps;
  private final Deque<Opposite> done = new ArrayDeque<>();

  Undo(FileSteps steps) {
    this.steps = steps;
  }

  void createDirectory(Path directory) throws IOException {
    steps.createDirectory(directory);
    done.push(() -> steps.delete(directory));
  }

  void move(Path from, Path to) throws IOException {
    steps.move(from, to);
    done.push(() -> steps.move(to, from));
  }

  void deleteDirectory(Path directory) throws IOException {
    steps.delete(directory);
    done.push(() -> steps.createDirectory(directory));
  }

  /** Returns what went wrong with that; empty when all is as it was. */
  List<IOException> all() {
    List<IOException> failures = new ArrayList<>();
    while (!done.isEmpty()) {
      try {
        done.pop().run();
      } catch (IOException e) {
        failures.add(e);
      }
    }
    return failures;
  }
}
