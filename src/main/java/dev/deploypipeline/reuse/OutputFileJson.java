package dev.deploypipeline.reuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** How files are written in the formats of this package. */
final class OutputFileJson {

  private OutputFileJson() {}

  static void write(List<OutputFile> files, ArrayNode to) {
    for (OutputFile file : files) {
      to.addObject()
          .put("path", file.path())
          .put("content", file.content().hex())
          .put("size", file.size())
          .put("modified", file.modified().toString())
          .put("executable", file.executable());
    }
  }

  /**
   * The files, or an exception of Jackson, {@link IllegalArgumentException} or {@link
   * java.time.DateTimeException} for what is none.
   */
  static List<OutputFile> read(JsonNode array) {
    List<OutputFile> files = new ArrayList<>();
    for (JsonNode file : array) {
      files.add(
          new OutputFile(
              file.required("path").stringValue(),
              new Digest(file.required("content").stringValue()),
              file.required("size").longValue(),
              Instant.parse(file.required("modified").stringValue()),
              file.required("executable").booleanValue()));
    }
    return files;
  }
}
