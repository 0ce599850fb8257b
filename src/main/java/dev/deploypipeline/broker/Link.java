package dev.deploypipeline.broker;

import java.io.IOException;

/**
 * A connection on which bytes go both ways. Reading and writing do not wait for each other; each is
 * done by one thread at a time. Ending and closing may be done by any thread.
 */
interface Link extends AutoCloseable {

  /**
   * Waits for bytes.
   *
   * @return how many there are; -1 when the other side has ended its output
   * @throws IOException if the connection is broken, or was closed
   */
  int read(byte[] into, int offset, int length) throws IOException;

  /** Writes all of it, however long the other side takes to read. */
  void write(byte[] from, int offset, int length) throws IOException;

  /** The same for a whole array. */
  default void write(byte[] from) throws IOException {
    write(from, 0, from.length);
  }

  /** Tells the other side that nothing more comes from here; it may go on sending. */
  void endOutput() throws IOException;

  /** Ends a read that is waiting, as if the other side had ended its output. Never throws. */
  void endInput();

  /** Ends both ways at once; later calls do nothing. Never throws. */
  @Override
  void close();
}
