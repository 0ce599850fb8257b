package dev.deploypipeline.runtime;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The output of a container while it starts: how often a line was found, and the last lines. */
final class ContainerLog extends Answer<Frame> {

  private static final int KEPT_LINES = 30;
  private static final int KEPT_CHARACTERS = 500;
  private static final int LONGEST_LINE = 64 * 1024;

  private final Pattern wanted;
  private final Deque<String> last = new ArrayDeque<>();
  private final Map<StreamType, ByteArrayOutputStream> begun = new EnumMap<>(StreamType.class);
  private int found;

  /**
   * @param wanted searched for in each line
   */
  ContainerLog(Pattern wanted) {
    this.wanted = wanted;
  }

  @Override
  public synchronized void onNext(Frame frame) {
    // Each stream has lines of its own, and a line may come in several pieces.
    ByteArrayOutputStream line =
        begun.computeIfAbsent(frame.getStreamType(), type -> new ByteArrayOutputStream());
    for (byte b : frame.getPayload()) {
      if (b == '\n' || line.size() == LONGEST_LINE) {
        take(line.toString(StandardCharsets.UTF_8).stripTrailing());
        line.reset();
      }
      if (b != '\n') {
        line.write(b);
      }
    }
  }

  private void take(String line) {
    if (wanted.matcher(line).find()) {
      found++;
    }
    last.addLast(
        line.length() > KEPT_CHARACTERS ? line.substring(0, KEPT_CHARACTERS) + "..." : line);
    if (last.size() > KEPT_LINES) {
      last.removeFirst();
    }
  }

  /** How many lines held what is wanted. */
  synchronized int found() {
    return found;
  }

  /** The last lines, an unfinished one included; empty if there were none. */
  synchronized String end() {
    StringBuilder text = new StringBuilder(String.join("\n", last));
    for (ByteArrayOutputStream line : begun.values()) {
      if (line.size() > 0) {
        text.append('\n').append(line.toString(StandardCharsets.UTF_8));
      }
    }
    return text.toString().strip();
  }
}
