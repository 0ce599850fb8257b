package dev.deploypipeline.reuse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Reads files for their digests. */
final class Content {

  static final int BUFFER = 1 << 16;

  private Content() {}

  static Digest digest(Path file) throws IOException {
    MessageDigest sha = Digest.sha256();
    addTo(sha, file);
    return Digest.of(sha.digest(), 0);
  }

  static void addTo(MessageDigest sha, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
    }
  }
}
