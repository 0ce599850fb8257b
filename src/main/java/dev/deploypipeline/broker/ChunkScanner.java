package dev.deploypipeline.broker;

import dev.deploypipeline.broker.LinkReader.ByteSink;
import java.io.IOException;

/**
 * Finds the end of a chunked body (RFC 9112, section 7.1). As strict as Go's reader, which is the
 * one behind us, so that both see the same end.
 */
final class ChunkScanner implements BodyScanner {

  /** The most hexadecimal digits of a chunk's size: more would not fit a long. */
  private static final int DIGITS = 15;

  /** The most bytes of one line of extensions or of all trailers. */
  private static final int LINE = 64 * 1024;

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_END,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER,
    LAST_LF,
    DONE
  }

  private final ByteSink content;
  private State state = State.SIZE;
  private long left;
  private int digits;
  private int line;

  ChunkScanner(ByteSink content) {
    this.content = content;
  }

  @Override
  public boolean done() {
    return state == State.DONE;
  }

  @Override
  public int accept(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end && state != State.DONE) {
      if (state == State.DATA) {
        int count = (int) Math.min(left, end - at);
        content.accept(bytes, at, count);
        at += count;
        left -= count;
        state = left == 0 ? State.DATA_CR : State.DATA;
      } else {
        step(bytes[at++]);
      }
    }
    return at - offset;
  }

  private void step(byte next) throws BadMessage {
    switch (state) {
      case SIZE -> size(next);
      case EXTENSION -> extension(next);
      case SIZE_END -> expect(next, '\n', afterSize());
      case DATA_CR -> expect(next, '\r', State.DATA_LF);
      case DATA_LF -> {
        expect(next, '\n', State.SIZE);
        digits = 0;
        line = 0;
      }
      case TRAILER_START -> {
        if (next == '\r') {
          state = State.LAST_LF;
        } else {
          trailer(next);
        }
      }
      case TRAILER -> trailer(next);
      case LAST_LF -> expect(next, '\n', State.DONE);
      case DATA, DONE -> throw new IllegalStateException("no step in " + state);
    }
  }

  private void size(byte next) throws BadMessage {
    int digit = Character.digit(next, 16);
    if (digit >= 0) {
      if (++digits > DIGITS) {
        throw new BadMessage(400, "a chunk is too large");
      }
      left = left * 16 + digit;
    } else if (digits == 0) {
      throw new BadMessage(400, "a chunk has no size");
    } else if (next == '\r') {
      state = State.SIZE_END;
    } else if (next == ';' || next == ' ' || next == '\t') {
      state = State.EXTENSION;
    } else {
      throw new BadMessage(400, "a chunk's size is not a hexadecimal number");
    }
  }

  private void extension(byte next) throws BadMessage {
    if (++line > LINE) {
      throw new BadMessage(400, "a chunk's extension is too long");
    }
    if (next == '\n') {
      throw new BadMessage(400, "a chunk's line does not end with CR LF");
    }
    state = next == '\r' ? State.SIZE_END : State.EXTENSION;
  }

  private State afterSize() {
    return left == 0 ? State.TRAILER_START : State.DATA;
  }

  private void trailer(byte next) throws BadMessage {
    if (++line > LINE) {
      throw new BadMessage(400, "the trailers are too long");
    }
    state = next == '\n' ? State.TRAILER_START : State.TRAILER;
  }

  private void expect(byte next, char wanted, State then) throws BadMessage {
    if (next != wanted) {
      throw new BadMessage(400, "a chunk does not end where its size says");
    }
    state = then;
  }
}
