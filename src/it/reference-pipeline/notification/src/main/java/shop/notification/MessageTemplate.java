package shop.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Text with {@code {{name}}}, {@code {{#list}}...{{/list}}} for each and {@code
 * {{^name}}...{{/name}}} if absent.
 */
public final class MessageTemplate {

  private sealed interface Part permits Text, Field, Section {}

  private record Text(String text) implements Part {}

  private record Field(String name) implements Part {}

  private record Section(String name, boolean inverted, List<Part> parts) implements Part {}

  private final String source;
  private final List<Part> parts;
  private int at;

  private MessageTemplate(String source) {
    this.source = source;
    this.parts = parts(null);
  }

  public static MessageTemplate parse(String source) {
    return new MessageTemplate(source);
  }

  /**
   * Fills the template in; a field without a value is an error, a section without one is left out.
   */
  public String render(Map<String, ?> values) {
    StringBuilder out = new StringBuilder();
    render(parts, values, out);
    return out.toString();
  }

  private List<Part> parts(String section) {
    List<Part> result = new ArrayList<>();
    while (at < source.length()) {
      int open = source.indexOf("{{", at);
      if (open < 0) {
        result.add(new Text(source.substring(at)));
        at = source.length();
        break;
      }
      if (open > at) {
        result.add(new Text(source.substring(at, open)));
      }
      int close = source.indexOf("}}", open);
      if (close < 0) {
        throw new IllegalArgumentException("{{ at character " + open + " is never closed");
      }
      String tag = source.substring(open + 2, close).strip();
      at = close + 2;
      if (tag.startsWith("/")) {
        if (!tag.substring(1).equals(section)) {
          throw new IllegalArgumentException("{{" + tag + "}} closes nothing at character " + open);
        }
        return List.copyOf(result);
      }
      result.add(part(tag));
    }
    if (section != null) {
      throw new IllegalArgumentException("section " + section + " is never closed");
    }
    return List.copyOf(result);
  }

  private Part part(String tag) {
    if (tag.startsWith("#") || tag.startsWith("^")) {
      String name = tag.substring(1);
      return new Section(name, tag.charAt(0) == '^', parts(name));
    }
    return new Field(tag);
  }

  private static void render(List<Part> parts, Map<String, ?> values, StringBuilder out) {
    for (Part part : parts) {
      if (part instanceof Text text) {
        out.append(text.text);
      } else if (part instanceof Field field) {
        Object value = values.get(field.name);
        if (value == null) {
          throw new IllegalArgumentException(
              "no value for {{" + field.name + "}}; there are " + values.keySet());
        }
        out.append(value);
      } else if (part instanceof Section section) {
        for (Map<String, ?> scope : scopes(section, values)) {
          render(section.parts, scope, out);
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, ?>> scopes(Section section, Map<String, ?> values) {
    Object value = values.get(section.name);
    boolean absent =
        value == null || value.equals(false) || value instanceof List<?> list && list.isEmpty();
    if (absent == section.inverted && (absent || !(value instanceof List))) {
      return List.of(values);
    }
    return absent || section.inverted ? List.of() : (List<Map<String, ?>>) value;
  }
}
