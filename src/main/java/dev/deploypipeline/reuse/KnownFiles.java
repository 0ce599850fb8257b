package dev.deploypipeline.reuse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The file in which digests outlive the build. Binary, because it has a line for every file of the
 * project and every build reads it; with a check sum, because a damaged digest would be believed.
 */
final class KnownFiles {

  private static final long MAGIC = 0x6470_6469_6765_7374L;
  private static final int VERSION = 1;

  private KnownFiles() {}

  /** What the file has by path; nothing if it is missing, damaged or of another version. */
  static Map<String, KnownFile> read(Path file) {
    try {
      return Files.exists(file) ? parse(Files.readAllBytes(file)) : Map.of();
    } catch (IOException | IllegalArgumentException e) {
      return Map.of(); // costs a reading of each file, and the close writes a good one
    }
  }

  static void write(Path file, Map<String, KnownFile> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 256 * files.size());
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(files.size());
    for (Map.Entry<String, KnownFile> entry : files.entrySet()) {
      out.writeUTF(entry.getKey());
      write(out, entry.getValue());
    }
    out.writeLong(sum(bytes.toByteArray(), bytes.size()));
    WholeFile.write(file, bytes.toByteArray());
  }

  private static Map<String, KnownFile> parse(byte[] bytes) throws IOException {
    int end = bytes.length - Long.BYTES;
    if (end < 0 || sum(bytes, end) != ByteBuffer.wrap(bytes).getLong(end)) {
      return Map.of();
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
    if (in.readLong() != MAGIC || in.readInt() != VERSION) {
      return Map.of();
    }
    int count = in.readInt();
    Map<String, KnownFile> files = new HashMap<>(2 * count);
    for (int i = 0; i < count; i++) {
      files.put(in.readUTF(), known(in));
    }
    return files;
  }

  private static void write(DataOutputStream out, KnownFile file) throws IOException {
    out.writeInt(file.stat().mode());
    out.writeLong(file.stat().device());
    out.writeLong(file.stat().inode());
    out.writeLong(file.stat().size());
    out.writeLong(file.stat().modified());
    out.writeLong(file.stat().changed());
    out.writeInt(file.seen());
    write(out, file.content());
    write(out, file.entries());
  }

  private static KnownFile known(DataInputStream in) throws IOException {
    Stat stat =
        new Stat(
            in.readInt(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong());
    return new KnownFile(stat, in.readInt(), reading(in), reading(in));
  }

  private static void write(DataOutputStream out, KnownFile.Read read) throws IOException {
    out.writeBoolean(read != null);
    if (read != null) {
      out.writeLong(read.at());
      out.write(HexFormat.of().parseHex(read.digest().hex()));
    }
  }

  private static KnownFile.Read reading(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    long at = in.readLong();
    return new KnownFile.Read(Digest.of(in.readNBytes(Digest.BYTES), 0), at);
  }

  private static long sum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return sum.getValue();
  }
}
