package shop.model;

import java.util.ArrayList;
import java.util.List;

/** RFC 4180 records: quoted fields, doubled quotes, line breaks inside quotes. */
public final class Csv {

  private final String text;
  private final List<List<String>> records = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private boolean started;
  private int line = 1;
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  public static List<List<String>> parse(String text) {
    return new Csv(text).parse();
  }

  private List<List<String>> parse() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case '"' -> quoted();
        case ',' -> endField();
        case '\n' -> endRecord();
        case '\r' -> started |= field.length() > 0;
        default -> field.append(c);
      }
    }
    endRecord();
    return records;
  }

  private void quoted() {
    if (field.length() > 0) {
      throw new IllegalArgumentException(
          "a quote inside the field '" + field + "' in line " + line);
    }
    started = true;
    int opened = line;
    while (at < text.length()) {
      char c = text.charAt(at++);
      line += c == '\n' ? 1 : 0;
      if (c == '"') {
        if (at == text.length() || text.charAt(at) != '"') {
          return;
        }
        at++;
      }
      field.append(c);
    }
    throw new IllegalArgumentException("the quote opened in line " + opened + " is never closed");
  }

  private void endField() {
    fields.add(field.toString());
    field.setLength(0);
    started = true;
  }

  private void endRecord() {
    if (started || field.length() > 0) {
      endField();
      records.add(List.copyOf(fields));
      fields.clear();
    }
    started = false;
    line++;
  }

  public static String format(List<List<String>> records) {
    StringBuilder out = new StringBuilder();
    for (List<String> record : records) {
      for (int i = 0; i < record.size(); i++) {
        out.append(i == 0 ? "" : ",").append(quote(record.get(i)));
      }
      out.append("\r\n");
    }
    return out.toString();
  }

  private static String quote(String field) {
    boolean plain =
        !field.isEmpty()
            && field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
