package dev.deploypipeline.reuse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The digest of what class loaders see of a jar. */
final class JarDigest {

  private static final byte[] JAR = {1};
  private static final byte[] OTHER = {0};

  private JarDigest() {}

  static Digest of(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<ZipEntry> entries = zip.stream().map(ZipEntry.class::cast).toList();
      if (distinctNames(entries)) {
        return of(zip, entries);
      }
    } catch (ZipException e) {
      // No zip, or a damaged one: its bytes are all there is to tell.
    }
    MessageDigest sha = Digest.sha256();
    sha.update(OTHER);
    Content.addTo(sha, jar);
    return Digest.of(sha.digest(), 0);
  }

  /** An entry is read by its name, so that of two equal ones only one would count. */
  private static boolean distinctNames(List<ZipEntry> entries) {
    Set<String> names = new HashSet<>();
    return entries.stream().allMatch(entry -> names.add(entry.getName()));
  }

  private static Digest of(ZipFile zip, List<ZipEntry> entries) throws IOException {
    MessageDigest sha = Digest.sha256();
    sha.update(JAR);
    byte[] buffer = new byte[Content.BUFFER];
    for (ZipEntry entry : entries) {
      Digest.frame(sha, entry.getName());
      long length = 0;
      MessageDigest content = Digest.sha256();
      try (InputStream in = zip.getInputStream(entry)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          content.update(buffer, 0, read);
          length += read;
        }
      }
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, length));
      sha.update(content.digest());
    }
    return Digest.of(sha.digest(), 0);
  }
}
