package it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Tells what the builds of this module made from what an aborted run of this test left. */
final class Mark {

  private Mark() {}

  static String ofThisModule() throws Exception {
    Path mark = Path.of("mark");
    if (!Files.exists(mark)) {
      Files.writeString(mark, UUID.randomUUID().toString());
    }
    return Files.readString(mark);
  }
}
