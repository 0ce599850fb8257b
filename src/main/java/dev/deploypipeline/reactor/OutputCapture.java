package dev.deploypipeline.reactor;

import dev.deploypipeline.model.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells the output of tasks that run at the same time apart. While it is open, what a task's
 * thread, or a thread that it started, prints to standard output or error, or logs, goes line by
 * line to the receiver; all else goes where it went before.
 */
public final class OutputCapture implements AutoCloseable {

  /** A task whose output is being told apart; close it when the task is over. */
  interface Task extends AutoCloseable {
    @Override
    void close();
  }

  private volatile BiConsumer<TaskId, String> receiver;

  @SuppressWarnings(
      "ThreadLocalUsage") // One capture a run: a static one would tie runs in one JVM together.
  private final InheritableThreadLocal<TaskId> current = new InheritableThreadLocal<>();

  private final Map<TaskId, ByteArrayOutputStream> lines = new ConcurrentHashMap<>();
  private final PrintStream out;
  private final PrintStream err;
  private final PrintStream untold;
  private final MavenLogSink sink;
  private final Charset charset;

  /**
   * Begins to tell output apart.
   *
   * @param receiver takes whole lines, with their line end, of a running task
   */
  public OutputCapture(BiConsumer<TaskId, String> receiver) {
    this.receiver = receiver;
    this.out = System.out;
    this.err = System.err;
    this.charset = Charset.defaultCharset();
    this.sink = MavenLogSink.find();
    this.untold =
        sink.ownConsumer() ? new PrintStream(new LineStream(sink.original()), true, charset) : out;
    System.setOut(new PrintStream(new Router(out), true, charset));
    System.setErr(new PrintStream(new Router(err), true, charset));
    sink.redirect(this::log);
  }

  /** Where Maven's log went before, line by line; what is printed here is not told apart. */
  public PrintStream original() {
    return untold;
  }

  /** Has somebody else hear the same from now on. */
  void alsoTo(BiConsumer<TaskId, String> other) {
    receiver = receiver.andThen(other);
  }

  Task begin(TaskId id) {
    TaskId outer = current.get();
    lines.put(id, new ByteArrayOutputStream());
    current.set(id);
    return () -> {
      current.set(outer);
      ByteArrayOutputStream rest = lines.remove(id);
      if (rest != null && rest.size() > 0) {
        receiver.accept(id, rest.toString(charset) + System.lineSeparator());
      }
    };
  }

  private void log(String message) {
    TaskId id = current.get();
    if (id != null && lines.containsKey(id)) {
      receiver.accept(id, message + System.lineSeparator());
    } else {
      sink.original().accept(message);
    }
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    sink.restore();
  }

  private final class Router extends OutputStream {

    private final PrintStream fallback;

    Router(PrintStream fallback) {
      this.fallback = fallback;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      TaskId id = current.get();
      ByteArrayOutputStream line = id == null ? null : lines.get(id);
      // A thread that outlives its task still prints, and nothing may be lost.
      if (line == null) {
        fallback.write(bytes, offset, length);
        return;
      }
      String whole = null;
      synchronized (line) {
        line.write(bytes, offset, length);
        if (endsLine(bytes, offset, length)) {
          whole = line.toString(charset);
          line.reset();
        }
      }
      if (whole != null) {
        receiver.accept(id, whole);
      }
    }

    private boolean endsLine(byte[] bytes, int offset, int length) {
      return length > 0 && bytes[offset + length - 1] == '\n';
    }

    @Override
    public void flush() {
      if (current.get() == null) {
        fallback.flush();
      }
    }
  }

  /** Hands whole lines to a consumer. */
  private static final class LineStream extends OutputStream {

    private final Consumer<String> consumer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineStream(Consumer<String> consumer) {
      this.consumer = consumer;
    }

    @Override
    public synchronized void write(int b) {
      if (b == '\n') {
        consumer.accept(line.toString(Charset.defaultCharset()));
        line.reset();
      } else if (b != '\r') {
        line.write(b);
      }
    }
  }
}
