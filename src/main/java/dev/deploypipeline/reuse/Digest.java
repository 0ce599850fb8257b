package dev.deploypipeline.reuse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 of something.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) implements Comparable<Digest> {

  /** How long it is, in bytes. */
  static final int BYTES = 32;

  /** Rejects everything but 64 lower-case hexadecimal digits with an IllegalArgumentException. */
  public Digest {
    if (hex == null || hex.length() != 2 * BYTES || !hex.chars().allMatch(Digest::lowerCaseDigit)) {
      throw new IllegalArgumentException(
          "a digest has 64 lower-case hexadecimal digits, got '" + hex + "'");
    }
  }

  private static boolean lowerCaseDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /** Of the text's bytes in UTF-8. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of the bytes. */
  public static Digest of(byte[] bytes) {
    return of(sha256().digest(bytes), 0);
  }

  /** The same as {@link #ofAll(List)}. */
  public static Digest ofAll(String... parts) {
    return ofAll(List.of(parts));
  }

  /**
   * Of the parts one after the other, each with its length, so that {@code ("ab", "c")} and {@code
   * ("a", "bc")} differ.
   */
  public static Digest ofAll(List<String> parts) {
    MessageDigest sha = sha256();
    for (String part : parts) {
      frame(sha, part);
    }
    return of(sha.digest(), 0);
  }

  /** Adds a part with its length. */
  static void frame(MessageDigest sha, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    sha.update(bytes);
  }

  /** The digest whose 32 bytes begin at {@code from}. */
  static Digest of(byte[] raw, int from) {
    return new Digest(HexFormat.of().formatHex(raw, from, from + BYTES));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  /** The digits. */
  @Override
  public String toString() {
    return hex;
  }
}
