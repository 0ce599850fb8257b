package dev.deploypipeline.report;

import java.util.List;

/** Our own lines, dressed like Maven's. */
final class ConsoleText {

  private static final String BLUE = "1;34";
  private static final String YELLOW = "1;33";
  private static final String RED = "1;31";

  private final boolean colour;

  ConsoleText(boolean colour) {
    this.colour = colour;
  }

  String info(String text) {
    return line("INFO", BLUE, text);
  }

  String warning(String text) {
    return line("WARNING", YELLOW, text);
  }

  String error(String text) {
    return line("ERROR", RED, text);
  }

  private String line(String level, String code, String text) {
    String shown = colour ? "\u001b[" + code + "m" + level + "\u001b[m" : level;
    return ("[" + shown + "] " + text).stripTrailing() + "\n";
  }

  /** The first line of a message of many, for places that have room for one. */
  static String firstLine(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    // Maven ends the first line of some messages with a colon, and says the rest in the next.
    boolean goesOn = lines.get(0).endsWith(":") && lines.size() > 1;
    return goesOn ? lines.get(0) + " " + lines.get(1) : lines.get(0);
  }

  /** {@code 1 task}, {@code 2 tasks}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
