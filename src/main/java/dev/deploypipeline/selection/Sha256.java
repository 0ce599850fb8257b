package dev.deploypipeline.selection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** A hash that is the same on every machine, Java version and system. */
final class Sha256 {

  private Sha256() {}

  static byte[] of(String text) {
    return digest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** One that has seen nothing yet. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  /** Of lines in their order, as hexadecimal digits. */
  static String ofLines(Collection<String> lines) {
    return HexFormat.of().formatHex(of(String.join("\n", lines)));
  }
}
