package dev.deploypipeline.reuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A result as the message {@code ActionResult} of Bazel's remote execution API, in the encoding of
 * Protocol Buffers: servers such as bazel-remote take nothing else below {@code ac/}, and keep what
 * it names as long as itself. All that we read of it is the standard output, where our own form
 * stands behind its digest.
 */
final class ActionResult {

  private static final int OUTPUT_FILES = 2;
  private static final int STDOUT_RAW = 5;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private static final int DIGITS = 2 * Digest.BYTES;

  private ActionResult() {}

  static byte[] write(Digest key, TaskResult result) {
    Message message = new Message();
    for (OutputFile file : result.files()) {
      Message digest = new Message();
      digest.bytes(1, utf8(file.content().hex()));
      digest.number(2, file.size());
      Message output = new Message();
      output.bytes(1, utf8(file.path()));
      output.bytes(2, digest.toByteArray());
      output.number(4, file.executable() ? 1 : 0);
      message.bytes(OUTPUT_FILES, output.toByteArray());
    }
    byte[] json = ResultJson.write(key, result);
    byte[] digest = utf8(Digest.of(json).hex());
    byte[] raw = Arrays.copyOf(digest, DIGITS + json.length);
    System.arraycopy(json, 0, raw, DIGITS, json.length);
    message.bytes(STDOUT_RAW, raw);
    return message.toByteArray();
  }

  /**
   * The result; empty where another version or another program wrote it.
   *
   * @throws IOException when it is damaged, or that of another key
   */
  static Optional<TaskResult> read(Digest key, byte[] message) throws IOException {
    byte[] raw = stdout(message);
    if (raw.length < DIGITS) {
      throw new IOException("it has no result of ours");
    }
    String digest = new String(raw, 0, DIGITS, StandardCharsets.UTF_8);
    byte[] json = Arrays.copyOfRange(raw, DIGITS, raw.length);
    if (!Digest.of(json).hex().equals(digest)) {
      throw new IOException("its digest is another");
    }
    return ResultJson.read(key, json);
  }

  private static byte[] stdout(byte[] message) throws IOException {
    byte[] found = {};
    Reader in = new Reader(message);
    while (in.more()) {
      long tag = in.number();
      switch ((int) (tag & 7)) {
        case VARINT -> in.number();
        case FIXED64 -> in.bytes(Long.BYTES);
        case FIXED32 -> in.bytes(Integer.BYTES);
        case BYTES -> {
          byte[] bytes = in.bytes(in.number());
          if (tag >>> 3 == STDOUT_RAW) {
            found = bytes;
          }
        }
        default -> throw new IOException("it is no message");
      }
    }
    return found;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Fields, one after the other. */
  private static final class Message {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void bytes(int field, byte[] bytes) {
      varint((long) field << 3 | BYTES);
      varint(bytes.length);
      out.writeBytes(bytes);
    }

    void number(int field, long number) {
      varint((long) field << 3 | VARINT);
      varint(number);
    }

    private void varint(long number) {
      long rest = number;
      for (; rest >>> 7 != 0; rest >>>= 7) {
        out.write((int) ((rest & 0x7f) | 0x80));
      }
      out.write((int) rest);
    }

    byte[] toByteArray() {
      return out.toByteArray();
    }
  }

  /** Takes a message apart; refuses what goes beyond its end. */
  private static final class Reader {

    private final byte[] message;
    private int at;

    Reader(byte[] message) {
      this.message = message;
    }

    boolean more() {
      return at < message.length;
    }

    long number() throws IOException {
      long number = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        byte next = bytes(1)[0];
        number |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return number;
        }
      }
      throw new IOException("it has a number without end");
    }

    byte[] bytes(long length) throws IOException {
      if (length < 0 || length > message.length - at) {
        throw new IOException("it is cut off");
      }
      at += (int) length;
      return Arrays.copyOfRange(message, at - (int) length, at);
    }
  }
}
