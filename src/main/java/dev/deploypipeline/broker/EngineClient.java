package dev.deploypipeline.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Asks the engine for the broker itself, one connection a question: on a Unix socket that costs
 * some ten microseconds, and no connection is found dead after a restart of the engine.
 */
final class EngineClient {

  private static final int BUFFER = 16 * 1024;

  /** Far more than the inspection of anything, and less than would hurt. */
  private static final int LONGEST = 64 * 1024 * 1024;

  private final EngineEndpoint engine;
  private final Limits limits;
  private final Deadlines deadlines;

  EngineClient(EngineEndpoint engine, Limits limits, Deadlines deadlines) {
    this.engine = engine;
    this.limits = limits;
    this.deadlines = deadlines;
  }

  /**
   * Fails where no engine takes connections, which nobody finds out who answers in its place.
   *
   * @throws IOException if it takes none
   */
  void reach() throws IOException {
    engine.connect().close();
  }

  /** Asks without a body. */
  Answer ask(String method, ApiTarget target) throws IOException {
    return ask(method, target, List.of(), new byte[0]);
  }

  /** Asks with a body in JSON. */
  Answer ask(String method, ApiTarget target, String json) throws IOException {
    return ask(
        method,
        target,
        List.of(new HttpHead.Field("Content-Type", "application/json")),
        json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Asks what a client asked, with its own fields; the answer is whole. */
  Answer ask(ClientRequest request, ApiTarget target, byte[] body) throws IOException {
    HttpHead head =
        request
            .head()
            .without(
                "Host",
                "Connection",
                "Transfer-Encoding",
                "Content-Length",
                "Expect",
                "Trailer",
                "Upgrade",
                "Keep-Alive");
    Reading whole = new Reading(LONGEST, false, request::beginSending);
    return ask(request.method(), target, head.fields(), body, whole);
  }

  /**
   * Asks.
   *
   * @return the answer, whatever its status
   * @throws IOException if the engine does not answer in time, or breaks off
   */
  Answer ask(String method, ApiTarget target, List<HttpHead.Field> fields, byte[] body)
      throws IOException {
    return ask(method, target, fields, body, new Reading(LONGEST, false, () -> {}));
  }

  /** Asks without a body for an answer whose content is cut off where it becomes too long. */
  Answer beginningOf(ApiTarget target, int most) throws IOException {
    return ask("GET", target, List.of(), new byte[0], new Reading(most, true, () -> {}));
  }

  /**
   * How an answer is read.
   *
   * @param most the most bytes of its content
   * @param cut whether more than that is left out; otherwise it is an error
   * @param connected run when the question begins to be sent
   */
  private record Reading(int most, boolean cut, Runnable connected) {}

  private Answer ask(
      String method, ApiTarget target, List<HttpHead.Field> fields, byte[] body, Reading reading)
      throws IOException {
    HttpHead head = new HttpHead(method + " " + target + " HTTP/1.1", fields);
    HttpHead framed =
        head.with("Host", "docker")
            .with("Connection", "close")
            .with("Content-Length", Integer.toString(body.length));
    try (Link link = engine.connect();
        Deadlines.Deadline deadline = deadlines.start(limits.engineTime(), link::close)) {
      try {
        reading.connected().run();
        link.write(framed.bytes());
        link.write(body);
        return answer(link, reading);
      } catch (IOException e) {
        if (deadline.passed().get()) {
          throw new IOException(
              "the engine did not answer within " + limits.engineTime().toSeconds() + " s", e);
        }
        // A bad message of the engine, thrown on, would be taken for the client's.
        throw e instanceof BadMessage
            ? new IOException("the engine's answer is malformed: " + e.getMessage(), e)
            : e;
      }
    }
  }

  private Answer answer(Link link, Reading reading) throws IOException {
    LinkReader reader = new LinkReader(link, BUFFER);
    HeadReader heads = new HeadReader(reader, limits.headBytes());
    HttpHead head = heads.read();
    while (Answer.statusOf(head) / 100 == 1) {
      head = heads.read();
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    LinkReader.ByteSink sink =
        (bytes, offset, length) -> {
          boolean tooLong = content.size() + length > reading.most();
          if (tooLong && !reading.cut()) {
            throw new IOException("the engine's answer is longer than " + LONGEST + " bytes");
          }
          int rest = reading.most() - content.size();
          content.write(bytes, offset, tooLong ? rest : length);
        };
    BodyScanner body = body(head, sink);
    while (!body.done()) {
      if (!reader.pass(body, BodyScanner.unread())) {
        if (body.endsWithConnection()) {
          break;
        }
        throw new IOException("the engine's answer is cut off");
      }
    }
    return new Answer(head, content.toByteArray());
  }

  private static BodyScanner body(HttpHead head, LinkReader.ByteSink sink) throws BadMessage {
    int status = Answer.statusOf(head);
    if (status == 204 || status == 304) {
      return BodyScanner.ofLength(0, sink);
    }
    if (head.isChunked()) {
      return BodyScanner.ofChunks(sink);
    }
    Optional<Long> length = head.contentLength();
    return length.isPresent()
        ? BodyScanner.ofLength(length.get(), sink)
        : BodyScanner.untilEnd(sink);
  }
}
