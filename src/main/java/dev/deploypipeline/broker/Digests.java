package dev.deploypipeline.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What makes two things the same. */
final class Digests {

  private static final int BLOCK = 512;
  private static final int SIZE = 124;
  private static final int TIME = 136;
  private static final int TIME_END = 148;
  private static final int SUM_END = 156;
  private static final int TYPE = 156;
  private static final Pattern TIME_RECORD =
      Pattern.compile("[0-9]+ (?:[acm]time|LIBARCHIVE\\.creationtime)=.*");

  private Digests() {}

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The digest of a text, in hexadecimal. */
  static String ofText(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The digest of a tar archive (POSIX ustar and pax), in hexadecimal, in which the times of its
   * files do not count: clients write the time at which they made the archive. Something that is no
   * plain tar is compared byte by byte.
   */
  static String ofTar(byte[] tar) {
    MessageDigest digest = sha256();
    int at = 0;
    while (at + BLOCK <= tar.length) {
      byte[] header = Arrays.copyOfRange(tar, at, at + BLOCK);
      long size = size(header);
      if (size < 0) {
        break;
      }
      // The sum covers the time.
      Arrays.fill(header, TIME, SUM_END, (byte) 0);
      long blocks = (size + BLOCK - 1) / BLOCK;
      long end = Math.min(tar.length, at + BLOCK + blocks * BLOCK);
      if (header[TYPE] == 'x') {
        Arrays.fill(header, SIZE, TIME, (byte) 0);
        digest.update(header);
        int length = (int) Math.min(size, tar.length - at - BLOCK);
        String records = new String(tar, at + BLOCK, length, StandardCharsets.UTF_8);
        digest.update(withoutTimes(records).getBytes(StandardCharsets.UTF_8));
      } else {
        digest.update(header);
        digest.update(tar, at + BLOCK, (int) (end - at - BLOCK));
      }
      at = (int) end;
    }
    digest.update(tar, at, tar.length - at);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Extended records, in which finer times stand, that of the last reading among them. */
  private static String withoutTimes(String records) {
    return records
        .lines()
        .filter(record -> !TIME_RECORD.matcher(record).matches())
        .collect(Collectors.joining("\n"));
  }

  /** The size of the file behind a header; -1 if it is no header. */
  private static long size(byte[] header) {
    String text =
        new String(header, SIZE, TIME - SIZE, StandardCharsets.ISO_8859_1)
            .replace('\0', ' ')
            .strip();
    if (text.isEmpty()) {
      return 0; // the empty blocks at the end
    }
    String time = new String(header, TIME, TIME_END - TIME, StandardCharsets.ISO_8859_1);
    return text.matches("[0-7]{1,11}") && !time.isEmpty() ? Long.parseLong(text, 8) : -1;
  }
}
