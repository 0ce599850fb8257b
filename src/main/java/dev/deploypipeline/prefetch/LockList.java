package dev.deploypipeline.prefetch;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The file of the artifacts that a real run needed: sorted, one a line, and the same bytes for the
 * same artifacts, so that it can be committed and a change of it can be read.
 */
public final class LockList {

  private static final String TITLE = "# deploy-pipeline artifacts ";
  private static final int SCHEMA = 1;
  private static final String NO_DIGEST = "-";

  private final Path file;

  /**
   * @param file where it is, or will be
   */
  public LockList(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * Reads it.
   *
   * @return empty if there is no file
   * @throws IOException if it cannot be read or understood; the message names the file and the
   *     line, and says what to do
   */
  public List<LockedArtifact> read() throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw notUnderstood(1, "it is no text");
    }
    if (lines.isEmpty() || !lines.get(0).startsWith(TITLE)) {
      throw notUnderstood(1, "it does not begin with '" + TITLE + SCHEMA + "'");
    }
    String schema = lines.get(0).substring(TITLE.length()).strip();
    if (!schema.equals(String.valueOf(SCHEMA))) {
      throw notUnderstood(1, "it has schema " + schema + ", and this version reads " + SCHEMA);
    }
    List<LockedArtifact> artifacts = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
        artifacts.add(artifact(i + 1, lines.get(i)));
      }
    }
    return artifacts;
  }

  private LockedArtifact artifact(int number, String line) throws IOException {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length != 2) {
      throw notUnderstood(number, "it is not an artifact and its digest");
    }
    try {
      return new LockedArtifact(
          words[0], words[1].equals(NO_DIGEST) ? Optional.empty() : Optional.of(words[1]));
    } catch (IllegalArgumentException e) {
      throw notUnderstood(number, e.getMessage());
    }
  }

  private IOException notUnderstood(int line, String fact) {
    return new IOException(
        "line %d of %s cannot be read: %s. Perhaps you should write the list anew with -Ddeploy-pipeline.lock=write."
            .formatted(line, file, fact));
  }

  /**
   * Replaces it, unless it holds just these already; the old one stays where that fails.
   *
   * @return whether the file changed
   * @throws IOException if it cannot be written
   */
  public boolean write(Collection<LockedArtifact> artifacts) throws IOException {
    String text =
        new TreeSet<>(artifacts)
            .stream()
                .map(one -> one.coordinates() + " " + one.sha256().orElse(NO_DIGEST) + "\n")
                .collect(Collectors.joining("", TITLE + SCHEMA + "\n", ""));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (Files.exists(file) && Arrays.equals(bytes, Files.readAllBytes(file))) {
      return false;
    }
    Files.createDirectories(file.getParent());
    Path temporary = file.resolveSibling(file.getFileName() + "-" + UUID.randomUUID() + ".tmp");
    try {
      Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return true;
  }
}
