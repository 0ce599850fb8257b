package dev.deploypipeline.mojo;

import java.io.Console;
import java.util.Map;

/**
 * Whether a person looks on: cursor movements in a log file or on a CI server's page help nobody.
 */
final class Terminal {

  private static final int DEFAULT_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 40;

  private Terminal() {}

  /**
   * Whether standard output is a terminal that understands cursor movements, and Maven prints to
   * it.
   */
  static boolean isLive(Map<String, String> environment) {
    String terminal = environment.getOrDefault("TERM", "dumb");
    String arguments = " " + environment.getOrDefault("MAVEN_CMD_LINE_ARGS", "") + " ";
    boolean toFile = arguments.contains(" -l ") || arguments.contains(" --log-file");
    return !toFile && !"dumb".equals(terminal) && !environment.containsKey("CI") && hasConsole();
  }

  @SuppressWarnings("SystemConsoleNull") // From JDK 22 on, the console itself is asked.
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** The terminal's width as the shell tells it; 80 where it does not. */
  static int columns(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("\\d{2,4}")
        ? Math.max(FEWEST_COLUMNS, Integer.parseInt(columns))
        : DEFAULT_COLUMNS;
  }
}
