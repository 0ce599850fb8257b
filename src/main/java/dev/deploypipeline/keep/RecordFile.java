package dev.deploypipeline.keep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Reads the record of a kept server. */
final class RecordFile {

  private RecordFile() {}

  /**
   * The record; empty if there is none.
   *
   * @throws IOException if other users can reach it, another version wrote it, or it is damaged;
   *     the message says which, and that the server is left alone
   */
  static Optional<KeptRecord> read(Entry entry) throws IOException {
    String text;
    try {
      PrivateFiles.check(entry.record());
      text = Files.readString(entry.record(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    RecordText.Content content = RecordText.read(text);
    if (content instanceof RecordText.Known known) {
      return Optional.of(known.server());
    }
    String fact =
        content instanceof RecordText.Foreign foreign
            ? "is in format " + foreign.format() + ", and this version knows " + RecordText.FORMAT
            : "is damaged (" + ((RecordText.Damaged) content).reason() + ")";
    throw new IOException(
        "the record of a kept server in '%s' %s, so the server is left alone. Perhaps you should run deploy-pipeline:pool-stop."
            .formatted(entry.directory(), fact));
  }

  /** The record; empty if there is none, or none that can be used. */
  static Optional<KeptRecord> known(Entry entry) {
    try {
      return read(entry);
    } catch (IOException e) {
      return Optional.empty(); // whoever wants to use the server is told why
    }
  }
}
