package dev.deploypipeline.broker;

import dev.deploypipeline.broker.LinkReader.ByteSink;
import java.io.IOException;

/** Finds the end of a message's body in the bytes that arrive (RFC 9112, section 6). */
interface BodyScanner {

  /** How a body without any bytes, and one with a content length, is framed. */
  static BodyScanner ofLength(long length, ByteSink content) {
    return new OfLength(length, content);
  }

  /** A body of chunks, trailers included. */
  static BodyScanner ofChunks(ByteSink content) {
    return new ChunkScanner(content);
  }

  /** A body that ends with the connection. */
  static BodyScanner untilEnd(ByteSink content) {
    return new UntilEnd(content);
  }

  /** Ignores the content, for bodies that are only passed on. */
  static ByteSink unread() {
    return (bytes, offset, length) -> {};
  }

  /**
   * Looks at the next bytes.
   *
   * @return how many of them belong to the body; fewer than there are only at its end
   * @throws BadMessage if they break the framing
   */
  int accept(byte[] bytes, int offset, int length) throws IOException;

  /** Whether the body is complete. */
  boolean done();

  /** Whether the end of the connection is the end of the body rather than a cut. */
  default boolean endsWithConnection() {
    return false;
  }

  /** Counts. */
  final class OfLength implements BodyScanner {
    private final ByteSink content;
    private long left;

    private OfLength(long length, ByteSink content) {
      this.left = length;
      this.content = content;
    }

    @Override
    public int accept(byte[] bytes, int offset, int length) throws IOException {
      int count = (int) Math.min(left, length);
      content.accept(bytes, offset, count);
      left -= count;
      return count;
    }

    @Override
    public boolean done() {
      return left == 0;
    }
  }

  /** Takes everything. */
  final class UntilEnd implements BodyScanner {
    private final ByteSink content;

    private UntilEnd(ByteSink content) {
      this.content = content;
    }

    @Override
    public int accept(byte[] bytes, int offset, int length) throws IOException {
      content.accept(bytes, offset, length);
      return length;
    }

    @Override
    public boolean done() {
      return false;
    }

    @Override
    public boolean endsWithConnection() {
      return true;
    }
  }
}
