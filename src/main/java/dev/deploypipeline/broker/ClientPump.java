package dev.deploypipeline.broker;

import dev.deploypipeline.broker.Handling.Forward;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** Moves what a client sends behind its requests' heads. For the connection's thread. */
final class ClientPump {

  private final Link client;
  private final LinkReader reader;
  private final ClientConnection.Surroundings surroundings;

  ClientPump(Link client, LinkReader reader, ClientConnection.Surroundings surroundings) {
    this.client = client;
    this.reader = reader;
    this.surroundings = surroundings;
  }

  /** The head that goes with what {@link #body} will send. */
  static HttpHead framed(HttpHead head, ClientRequest request, Forward forward) {
    if (forward.body().isPresent()) {
      return head.without("Transfer-Encoding", "Content-Length", "Expect", "Trailer")
          .with("Content-Length", Integer.toString(forward.body().get().length));
    }
    return request.beginning().isPresent()
        ? head.without("Transfer-Encoding", "Content-Length", "Expect", "Trailer")
            .with("Transfer-Encoding", "chunked")
        : head;
  }

  /**
   * Passes a request's body on.
   *
   * @throws BadMessage if it is malformed
   * @throws IOException if the client ended or broke in the middle of it
   */
  void body(ClientRequest request, Forward forward, EngineSide to) throws IOException {
    UnlessGone engine = new UnlessGone(to);
    if (forward.body().isPresent()) {
      engine.accept(forward.body().get(), 0, forward.body().get().length);
    } else if (request.beginning().isPresent()) {
      byte[] beginning = request.beginning().get();
      chunk(engine, beginning, 0, beginning.length);
      BodyScanner rest =
          request.rest((bytes, offset, length) -> chunk(engine, bytes, offset, length));
      pass(rest, BodyScanner.unread());
      byte[] end = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      engine.accept(end, 0, end.length);
    } else {
      pass(request.scanner(BodyScanner.unread()), engine);
    }
  }

  private static void chunk(LinkReader.ByteSink to, byte[] bytes, int offset, int length)
      throws IOException {
    if (length > 0) {
      byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      to.accept(size, 0, size.length);
      to.accept(bytes, offset, length);
      to.accept(size, size.length - 2, 2);
    }
  }

  private void pass(BodyScanner body, LinkReader.ByteSink sink) throws IOException {
    while (!body.done()) {
      if (!reader.pass(body, sink)) {
        throw new IOException("the body is cut off");
      }
    }
  }

  /** Passes raw bytes on until the client ends its output, then waits for the engine's end. */
  void raw(EngineSide to) throws IOException {
    BodyScanner everything = BodyScanner.untilEnd(BodyScanner.unread());
    UnlessGone engine = new UnlessGone(to);
    boolean more = true;
    while (more && !engine.gone.get()) {
      more = reader.pass(everything, engine);
    }
    to.endOutput();
    to.awaitEnd();
  }

  /** Reads what the client still sends, for a while: closing now could cost it the answer. */
  void drain() throws IOException {
    try (Deadlines.Deadline deadline =
        surroundings.deadlines().start(surroundings.limits().linger(), client::endInput)) {
      BodyScanner everything = BodyScanner.untilEnd(BodyScanner.unread());
      boolean more = true;
      while (more && !deadline.passed().get()) {
        more = reader.pass(everything, BodyScanner.unread());
      }
    }
  }

  /**
   * Writes to the engine as long as it reads. Where it answered early and reads no more, its answer
   * is on the way, and the client may read that only when it has sent everything.
   *
   * @param gone whether it reads no more
   */
  private record UnlessGone(EngineSide engine, AtomicBoolean gone) implements LinkReader.ByteSink {
    UnlessGone(EngineSide engine) {
      this(engine, new AtomicBoolean());
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
      if (!gone.get()) {
        try {
          engine.write(bytes, offset, length);
        } catch (IOException e) {
          gone.set(true);
        }
      }
    }
  }
}
