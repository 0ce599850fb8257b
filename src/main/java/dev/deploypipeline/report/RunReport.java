package dev.deploypipeline.report;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes {@code run.json} when the run is over, or earlier where somebody asks for it. */
final class RunReport implements RunListener {

  private final Path file;
  private final Consumer<String> warnings;
  private final RunState run = new RunState();

  RunReport(Path file, Consumer<String> warnings) {
    this.file = file;
    this.warnings = warnings;
  }

  @Override
  public synchronized void on(RunEvent event) {
    boolean writtenBefore = run.end().isPresent();
    run.on(event);
    if (event instanceof RunEvent.RunFinished && !writtenBefore) {
      writeFile();
    }
  }

  /**
   * Writes what is known so far; does nothing once the run is over. A shutdown hook may call it.
   */
  synchronized void write() {
    if (run.end().isEmpty()) {
      writeFile();
    }
  }

  private void writeFile() {
    try {
      AtomicFile.write(file, RunJson.write(run));
    } catch (IOException e) {
      warnings.accept(
          "The run report "
              + file
              + " was not written ("
              + e
              + "). Perhaps you should make its directory writable.");
    }
  }
}
