package dev.deploypipeline.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table of the plugin's own, one row a line; what begins with # is a comment. */
final class ResourceTable {

  private ResourceTable() {}

  /**
   * The rows of a file beside this class, without space around them. What is indented goes on with
   * the row above.
   */
  static List<String> rows(String name) {
    try (InputStream in = ResourceTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the plugin's jar");
      }
      return rows(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> rows(BufferedReader table) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line = table.readLine(); line != null; line = table.readLine()) {
      String row = line.strip();
      if (row.isEmpty() || row.startsWith("#")) {
        continue;
      }
      if (Character.isWhitespace(line.charAt(0)) && !rows.isEmpty()) {
        rows.set(rows.size() - 1, rows.get(rows.size() - 1) + " " + row);
      } else {
        rows.add(row);
      }
    }
    return rows;
  }
}
