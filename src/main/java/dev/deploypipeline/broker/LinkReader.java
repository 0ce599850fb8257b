package dev.deploypipeline.broker;

import java.io.IOException;

/** Reads a link through a buffer. For one thread at a time. */
final class LinkReader {

  private final Link link;
  private final byte[] buffer;
  private int from;
  private int to;

  LinkReader(Link link, int size) {
    this.link = link;
    this.buffer = new byte[size];
  }

  /**
   * Waits until there is something to read.
   *
   * @return whether there is; false when the other side has ended
   */
  boolean await() throws IOException {
    if (from < to) {
      return true;
    }
    from = 0;
    to = Math.max(0, link.read(buffer, 0, buffer.length));
    return to > 0;
  }

  /** The next byte; -1 when the other side has ended. */
  int next() throws IOException {
    return await() ? buffer[from++] & 0xFF : -1;
  }

  /**
   * Waits for bytes of a body and passes those that belong to it on, in one piece and as they are.
   *
   * @param body finds the body's end
   * @return false if the other side has ended, true otherwise
   */
  boolean pass(BodyScanner body, ByteSink sink) throws IOException {
    if (!await()) {
      return false;
    }
    int count = body.accept(buffer, from, to - from);
    sink.accept(buffer, from, count);
    from += count;
    return true;
  }

  /** Receives bytes, which it must not keep. */
  @FunctionalInterface
  interface ByteSink {
    void accept(byte[] bytes, int offset, int length) throws IOException;
  }
}
