package dev.deploypipeline.pipeline;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunListener;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Delivers events one at a time to all listeners, and keeps a broken listener from harming the run
 * or the others.
 */
final class RunEvents {

  private final List<RunListener> listeners;
  private final Consumer<String> warnings;
  private final PrintStream lastResort;

  RunEvents(List<RunListener> listeners, Consumer<String> warnings) {
    this(
        listeners,
        warnings,
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset()));
  }

  /**
   * @param lastResort where a warning goes that the log does not take
   */
  RunEvents(List<RunListener> listeners, Consumer<String> warnings, PrintStream lastResort) {
    this.listeners = new ArrayList<>(listeners);
    this.warnings = warnings;
    this.lastResort = lastResort;
  }

  synchronized void emit(RunEvent event) {
    listeners.removeIf(listener -> !delivered(listener, event));
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private boolean delivered(RunListener listener, RunEvent event) {
    try {
      listener.on(event);
      return true;
    } catch (RuntimeException | LinkageError | AssertionError e) {
      warn(
          "The listener "
              + listener.getClass().getName()
              + " failed on "
              + event.getClass().getSimpleName()
              + " and hears no more of this run: "
              + e);
      return false;
    }
  }

  /**
   * While the JVM ends, the log may be gone before the run is: Maven 4 closes its terminal in a
   * shutdown hook, and every line logged after that throws. The other listeners must still hear of
   * the end.
   */
  private void warn(String message) {
    try {
      warnings.accept(message);
    } catch (RuntimeException | LinkageError e) {
      lastResort.println(message + " (and the log is closed: " + e + ")");
    }
  }
}
