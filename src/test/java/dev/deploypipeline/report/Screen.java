package dev.deploypipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal without edges: shows what a person sees after the escape sequences did their work. */
final class Screen {

  private static final Pattern TOKEN =
      Pattern.compile("\u001b\\[(\\d*(?:;\\d+)*)([A-Za-z])|\r|\n|[^\u001b\r\n]+");

  private final List<String> lines = new ArrayList<>(List.of(""));
  private int row;
  private int column;

  private Screen() {}

  static String show(String output) {
    Screen screen = new Screen();
    Matcher token = TOKEN.matcher(output);
    while (token.find()) {
      screen.take(token);
    }
    return String.join("\n", screen.lines);
  }

  static String withoutEscapes(String output) {
    return output.replaceAll("\u001b\\[[\\d;]*[A-Za-z]", "").replace("\r", "");
  }

  private void take(Matcher token) {
    String text = token.group();
    if (text.equals("\r")) {
      column = 0;
    } else if (text.equals("\n")) {
      row++;
      column = 0;
      if (row == lines.size()) {
        lines.add("");
      }
    } else if (token.group(2) == null) {
      write(text);
    } else {
      control(token.group(2), token.group(1));
    }
  }

  private void write(String text) {
    String line = lines.get(row);
    String tail =
        line.length() > column + text.length() ? line.substring(column + text.length()) : "";
    lines.set(row, line.substring(0, column) + text + tail);
    column += text.length();
  }

  private void control(String command, String argument) {
    switch (command) {
      case "A" -> {
        row -= Integer.parseInt(argument);
        if (row < 0) {
          throw new IllegalStateException("the cursor left the screen by " + -row + " lines");
        }
      }
      case "J" -> {
        eraseLine();
        lines.subList(row + 1, lines.size()).clear();
      }
      case "K" -> eraseLine();
      case "m" -> column += 0;
      default -> throw new IllegalStateException("no terminal needs to know " + command);
    }
  }

  private void eraseLine() {
    lines.set(row, lines.get(row).substring(0, column));
  }
}
