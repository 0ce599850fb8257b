package dev.deploypipeline.selection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a build is made from. Where no commit tells, a digest of it does: shards are of one build
 * only if it is the same.
 *
 * @param places files, and directories with all that they hold
 * @param generated directories that a build fills, whose files are none of its sources
 */
public record Sources(List<Path> places, List<Path> generated) {

  /** Normalizes the paths. */
  public Sources {
    places = normal(places);
    generated = normal(generated);
  }

  private static List<Path> normal(Collection<Path> paths) {
    return paths.stream().map(path -> path.toAbsolutePath().normalize()).distinct().toList();
  }

  /**
   * A digest of the names and contents of the files; the same on all machines that have equal ones.
   *
   * @param root what the names are relative to
   */
  String digest(Path root) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Path start = root.toAbsolutePath().normalize();
    for (Path place : places) {
      for (Path file : filesIn(place)) {
        files.put(start.relativize(file).toString().replace('\\', '/'), file);
      }
    }
    MessageDigest digest = Sha256.digest();
    for (var file : files.entrySet()) {
      digest.update((file.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
      // By a digest of its own, so that no content looks like the next name.
      digest.update(content(file.getValue()));
    }
    return "sources " + HexFormat.of().formatHex(digest.digest());
  }

  private List<Path> filesIn(Path place) throws IOException {
    if (Files.notExists(place)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(file -> generated.stream().noneMatch(file::startsWith))
          .filter(Files::isRegularFile)
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static byte[] content(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return digest.digest();
  }
}
