package dev.deploypipeline.config;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** When a server counts as ready. */
public sealed interface Readiness {

  /** What the plugin knows of the image, otherwise that all its ports accept connections. */
  record BuiltIn() implements Readiness {}

  /**
   * A line of the log.
   *
   * @param pattern searched for in each line
   * @param times how often it must have been found; at least 1. The official PostgreSQL image logs
   *     its ready line twice
   */
  record LogLine(Pattern pattern, int times) implements Readiness {
    /** Rejects null and numbers below 1. */
    public LogLine {
      Objects.requireNonNull(pattern, "pattern");
      if (times < 1) {
        throw new IllegalArgumentException(
            "readiness: a log line is waited for '" + times + "' times. Perhaps you should use 1.");
      }
    }
  }

  /**
   * A port that accepts connections.
   *
   * @param port in the container
   */
  record Port(int port) implements Readiness {
    /** Rejects what is no port. */
    public Port {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException(
            "readiness: '" + port + "' is no port. Perhaps you should use one from 1 to 65535.");
      }
    }
  }

  /**
   * A statement that succeeds; PostgreSQL only.
   *
   * @param statement in SQL
   */
  record Sql(String statement) implements Readiness {
    /** Rejects null. */
    public Sql {
      Objects.requireNonNull(statement, "statement");
    }
  }

  /**
   * A command that ends with status 0 in the container; Docker only.
   *
   * @param words the command and its arguments, at least one
   */
  record Command(List<String> words) implements Readiness {
    /** Copies the list; rejects an empty one. */
    public Command {
      words = List.copyOf(words);
      if (words.isEmpty()) {
        throw new IllegalArgumentException(
            "readiness: the command is empty. Perhaps you should write <command>pg_isready</command>.");
      }
    }
  }

  /**
   * A log line, from the words of a user.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static Readiness logLine(String pattern, String times) {
    try {
      return new LogLine(
          Pattern.compile(pattern), times == null ? 1 : Integer.parseInt(times.strip()));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "readiness: '"
              + pattern
              + "' is no regular expression ("
              + e.getDescription()
              + "). Perhaps you should escape it.",
          e);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "readiness: times is '" + times + "'. Perhaps you should use a whole number.", e);
    }
  }
}
