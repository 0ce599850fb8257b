package dev.deploypipeline.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to see that a container is as far as it was when its client before had finished waiting for
 * it: the last line that it had logged by then on each of its streams, and how often. PostgreSQL's
 * image starts its server twice and says so twice, so an open port alone would be too early.
 *
 * <p>A mark only has to be good, not right. Clients wait for what they get in their own way; one
 * that gets a container too early waits longer, and never uses it too early.
 *
 * @param lines the lines that have to be there; empty if nothing had been logged
 * @param ports whether the published ports have to accept connections where there are no lines
 * @param check the command with which the client looked for open ports, as it is asked of the
 *     engine; empty if it waited in another way
 */
record ReadyMark(List<Line> lines, boolean ports, Optional<String> check) {

  private static final int LONGEST = 300;

  /**
   * A line that has to be there.
   *
   * @param error whether it is on standard error
   * @param text the line without what differs each time
   * @param times how often
   */
  record Line(boolean error, String text, int times) {
    /** Rejects null and numbers below 1. */
    Line {
      Objects.requireNonNull(text, "text");
      if (times < 1) {
        throw new IllegalArgumentException("a line cannot be logged " + times + " times");
      }
    }
  }

  ReadyMark {
    lines = List.copyOf(lines);
    Objects.requireNonNull(check, "check");
  }

  /** Of a container whose client waited in no way that can be seen. */
  static ReadyMark unknown() {
    return new ReadyMark(List.of(), true, Optional.empty());
  }

  /**
   * What a log says.
   *
   * @param log all lines so far
   * @param ports what counts where there are none
   * @param check the client's port check; empty if it had none
   */
  static ReadyMark of(LogLines log, boolean ports, Optional<String> check) {
    List<Line> lines = new ArrayList<>();
    for (boolean error : new boolean[] {false, true}) {
      List<String> stream = log.stream(error);
      if (!stream.isEmpty()) {
        String last = normal(stream.get(stream.size() - 1));
        lines.add(new Line(error, last, count(stream, last)));
      }
    }
    return new ReadyMark(lines, ports, check);
  }

  private static int count(List<String> stream, String wanted) {
    return (int) stream.stream().filter(line -> normal(line).equals(wanted)).count();
  }

  /** Whether a log has all of the lines as often; false where there are none to look for. */
  boolean isReached(LogLines log) {
    return !lines.isEmpty()
        && lines.stream()
            .allMatch(line -> count(log.stream(line.error()), line.text()) >= line.times());
  }

  /** A line without colours, times, numbers and identities. */
  private static String normal(String line) {
    String plain =
        line.replaceAll("\\x1B\\[[0-9;]*m", "")
            .replaceAll("\\b[0-9a-f]{8,}\\b", "#")
            .replaceAll("[0-9]+", "#")
            .strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }
}
