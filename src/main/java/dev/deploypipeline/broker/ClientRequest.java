package dev.deploypipeline.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request of a client, its body still unread at first. For the connection's thread. */
final class ClientRequest {

  private static final Pattern LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([^ ]+) HTTP/1\\.([01])");
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final Duration BODY_LIMIT = Duration.ofSeconds(60);

  private final HttpHead head;
  private final String method;
  private final String target;
  private final boolean old;
  private final LinkReader reader;
  private final Link client;
  private final Deadlines deadlines;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private BodyScanner scanner;
  private boolean sent;

  /**
   * @param reader where the body comes from
   * @param client where an interim answer goes
   * @throws BadMessage if the request line or the body's framing is malformed
   */
  ClientRequest(HttpHead head, LinkReader reader, Link client, Deadlines deadlines)
      throws BadMessage {
    var line = LINE.matcher(head.startLine());
    if (!line.matches() || line.group(1).equals("CONNECT")) {
      boolean other = head.startLine().matches("[^ ]+ [^ ]+ HTTP/(?!1\\.[01]$)[0-9.]+");
      throw new BadMessage(other ? 505 : 400, "the request line is malformed");
    }
    this.head = head;
    this.method = line.group(1);
    this.target = line.group(2);
    this.old = line.group(3).equals("0");
    this.reader = reader;
    this.client = client;
    this.deadlines = deadlines;
    if (old && head.value("Transfer-Encoding").isPresent()) {
      throw new BadMessage(400, "HTTP/1.0 has no transfer encodings");
    }
    scanner(BodyScanner.unread()); // fails here rather than half-way
  }

  HttpHead head() {
    return head;
  }

  String method() {
    return method;
  }

  /** The target as it was sent. */
  String target() {
    return target;
  }

  /** The target, where it is one of the API. */
  Optional<ApiTarget> api() {
    return ApiTarget.of(target);
  }

  boolean is(String otherMethod) {
    return method.equals(otherMethod);
  }

  /** Whether the client wants the connection closed behind the answer. */
  boolean isLast() {
    return head.lists("Connection", "close") || (old && !head.lists("Connection", "keep-alive"));
  }

  /** A scanner for the body. */
  BodyScanner scanner(LinkReader.ByteSink sink) throws BadMessage {
    // A request without either has no body (RFC 9112, 6.3).
    return head.isChunked()
        ? BodyScanner.ofChunks(sink)
        : BodyScanner.ofLength(head.contentLength().orElse(0L), sink);
  }

  /** The engine is being asked what this request asks. */
  void beginSending() {
    sent = true;
  }

  /** Whether the engine may have done already what is asked, so that asking again does it twice. */
  boolean mayBeDone() {
    return sent && !is("GET") && !is("HEAD");
  }

  boolean bodyIsRead() {
    return scanner != null && scanner.done();
  }

  /** Whether there is a body. */
  boolean hasBody() throws BadMessage {
    return !scanner(BodyScanner.unread()).done();
  }

  /** The body, if it was read already. */
  Optional<byte[]> readBody() {
    return bodyIsRead() ? Optional.of(content.toByteArray()) : Optional.empty();
  }

  /**
   * The whole body, if it is not longer than the limit; otherwise what was read of it, be it all,
   * is kept, and is sent first when the request is passed on.
   *
   * @throws BadMessage if it is too slow (408) or cut off (400)
   */
  Optional<byte[]> bodyUpTo(int limit) throws IOException {
    if (scanner == null) {
      scanner = scanner(content::write);
      if (!scanner.done() && head.lists("Expect", "100-continue")) {
        client.write(CONTINUE.getBytes(StandardCharsets.US_ASCII));
      }
    }
    try (Deadlines.Deadline deadline = deadlines.start(BODY_LIMIT, client::endInput)) {
      while (!scanner.done() && content.size() <= limit) {
        if (!reader.pass(scanner, BodyScanner.unread())) {
          throw deadline.passed().get()
              ? new BadMessage(408, "the body took longer than " + BODY_LIMIT.toSeconds() + " s")
              : new BadMessage(400, "the body is cut off");
        }
      }
    }
    // The last read may have brought the end, and more than the limit with it.
    return scanner.done() && content.size() <= limit
        ? Optional.of(content.toByteArray())
        : Optional.empty();
  }

  /** The beginning of a body that was read in part; empty if none was, or all. */
  Optional<byte[]> beginning() {
    return scanner == null || scanner.done()
        ? Optional.empty()
        : Optional.of(content.toByteArray());
  }

  /** The scanner that continues behind {@link #beginning}, its content going somewhere else. */
  BodyScanner rest(LinkReader.ByteSink sink) {
    content.reset();
    BodyScanner begun = scanner;
    return new BodyScanner() {
      @Override
      public int accept(byte[] bytes, int offset, int length) throws IOException {
        int count = begun.accept(bytes, offset, length);
        sink.accept(content.toByteArray(), 0, content.size());
        content.reset();
        return count;
      }

      @Override
      public boolean done() {
        return begun.done();
      }
    };
  }
}
