package shop.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a script at the semicolons that end statements, not at those in strings, comments or
 * function bodies.
 */
final class SqlScript {
  private final String text;
  private int at;

  private SqlScript(String text) {
    this.text = text;
  }

  static List<String> statements(String script) {
    return new SqlScript(script).split();
  }

  private List<String> split() {
    List<String> statements = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith("--", at)) {
        until("\n", false);
      } else if (text.startsWith("/*", at)) {
        until("*/", true);
      } else if (c == '\'' || c == '"') {
        current.append(quoted(String.valueOf(c)));
      } else if (c == '$' && dollarTag() != null) {
        current.append(quoted(dollarTag()));
      } else {
        if (c == ';') {
          add(statements, current);
        } else {
          current.append(c);
        }
        at++;
      }
    }
    add(statements, current);
    return statements;
  }

  private void until(String end, boolean consume) {
    int found = text.indexOf(end, at);
    at = found < 0 ? text.length() : found + (consume ? end.length() : 0);
  }

  private String quoted(String mark) {
    int end = text.indexOf(mark, at + mark.length());
    if (end < 0) {
      throw new IllegalArgumentException("no closing " + mark + " for the one at character " + at);
    }
    String part = text.substring(at, end + mark.length());
    at = end + mark.length();
    return part;
  }

  /** The opening tag of a dollar-quoted string, or null if this is only a dollar. */
  private String dollarTag() {
    int end = text.indexOf('$', at + 1);
    if (end < 0) {
      return null;
    }
    String tag = text.substring(at, end + 1);
    return tag.chars().skip(1).limit(tag.length() - 2L).allMatch(Character::isLetter) ? tag : null;
  }

  private static void add(List<String> statements, StringBuilder current) {
    String statement = current.toString().strip();
    if (!statement.isEmpty()) {
      statements.add(statement);
    }
    current.setLength(0);
  }
}
