package dev.deploypipeline.runtime;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks a {@code .txz} archive. Reads what the PostgreSQL archives hold (files, directories,
 * links, GNU and pax long names); a general archive library would be ten times the plugin's own
 * size.
 */
final class TarXz {

  private static final int BLOCK = 512;

  private TarXz() {}

  /**
   * Unpacks into a directory.
   *
   * @throws IOException if the archive is damaged or an entry would land outside of the directory
   */
  static void unpack(InputStream archive, Path directory) throws IOException {
    try (InputStream tar = new BufferedInputStream(new XZInputStream(archive), 1 << 16)) {
      String longName = null;
      String longLink = null;
      byte[] header = tar.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0) {
        long size = Long.parseLong(text(header, 124, 12).strip(), 8);
        char type = (char) header[156];
        if (type == 'L' || type == 'K' || type == 'x' || type == 'g') {
          String content = new String(readPadded(tar, size), StandardCharsets.UTF_8);
          if (type == 'L') {
            longName = content.replace("\0", "");
          } else if (type == 'K') {
            longLink = content.replace("\0", "");
          } else if (type == 'x') {
            longName = pax(content, "path", longName);
            longLink = pax(content, "linkpath", longLink);
          }
        } else {
          String name = longName != null ? longName : shortName(header);
          String link = longLink != null ? longLink : text(header, 157, 100);
          entry(
              tar,
              directory,
              name,
              link,
              type,
              size,
              Integer.parseInt(text(header, 100, 8).strip(), 8));
          longName = null;
          longLink = null;
        }
        header = tar.readNBytes(BLOCK);
      }
    }
  }

  private static void entry(
      InputStream tar, Path directory, String name, String link, char type, long size, int mode)
      throws IOException {
    Path target = inside(directory, directory.resolve(name), name);
    if (target.equals(directory)) {
      return;
    }
    Files.createDirectories(type == '5' ? target : target.getParent());
    switch (type) {
      case '0', '\0' -> {
        try (OutputStream out = Files.newOutputStream(target)) {
          copy(tar, size, out);
        }
        Files.setPosixFilePermissions(
            target,
            PosixFilePermissions.fromString((mode & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
      }
      case '5' -> {}
      case '2' -> {
        inside(directory, target.getParent().resolve(link), name + " -> " + link);
        Files.createSymbolicLink(target, Path.of(link));
      }
      case '1' -> Files.createLink(target, inside(directory, directory.resolve(link), link));
      default ->
          throw new IOException("archive entry " + name + " has the unknown type '" + type + "'");
    }
  }

  private static Path inside(Path directory, Path target, String name) throws IOException {
    Path normal = target.normalize();
    if (!normal.startsWith(directory.normalize())) {
      throw new IOException(
          "archive entry '" + name + "' leads out of the directory. Perhaps the file is damaged.");
    }
    return normal;
  }

  private static void copy(InputStream tar, long size, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = size;
    while (left > 0) {
      int read = tar.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException(
            "the archive ends too early. Perhaps you should delete it and download it again.");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    tar.skipNBytes(padding(size));
  }

  private static byte[] readPadded(InputStream tar, long size) throws IOException {
    byte[] content = tar.readNBytes(Math.toIntExact(size));
    tar.skipNBytes(padding(size));
    return content;
  }

  private static long padding(long size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private static String shortName(byte[] header) {
    String prefix =
        text(header, 257, 5).equals("ustar") && header[263] == '0' ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
  }

  private static String pax(String content, String key, String otherwise) {
    for (String line : content.split("\n", -1)) {
      int space = line.indexOf(' ');
      if (line.startsWith(key + "=", space + 1)) {
        return line.substring(space + 2 + key.length());
      }
    }
    return otherwise;
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }
}
