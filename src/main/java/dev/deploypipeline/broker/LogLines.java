package dev.deploypipeline.broker;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a container has logged, blank lines aside.
 *
 * @param out its standard output
 * @param err its standard error
 */
record LogLines(List<String> out, List<String> err) {

  private static final int HEADER = 8;

  LogLines {
    out = List.copyOf(out);
    err = List.copyOf(err);
  }

  /**
   * Reads a log as the engine sends it.
   *
   * @param log frames (Docker Engine API v1.41, "Attach to a container", Stream format), or plain
   *     text where the container has a terminal
   */
  static LogLines of(byte[] log) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int at = 0;
    while (at + HEADER <= log.length && isHeader(log, at)) {
      int size = ByteBuffer.wrap(log, at + 4, 4).getInt();
      int end = size < 0 ? log.length : (int) Math.min(log.length, (long) at + HEADER + size);
      (log[at] == 2 ? err : out).write(log, at + HEADER, Math.max(0, end - at - HEADER));
      at = end;
    }
    if (at == 0) {
      out.write(log, 0, log.length);
    }
    return new LogLines(lines(out), lines(err));
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
  }

  private static boolean isHeader(byte[] log, int at) {
    return log[at] >= 0 && log[at] <= 2 && log[at + 1] == 0 && log[at + 2] == 0 && log[at + 3] == 0;
  }

  /** One of the two streams. */
  List<String> stream(boolean error) {
    return error ? err : out;
  }

  /** How many lines there are. */
  int size() {
    return out.size() + err.size();
  }
}
