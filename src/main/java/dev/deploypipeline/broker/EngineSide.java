package dev.deploypipeline.broker;

import dev.deploypipeline.broker.Handling.Lines;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The engine's side of a client's connection: a connection to the engine of its own, whose answers
 * a thread passes on as they come. So nothing is waited for that the client does not wait for, and
 * one client never waits for another.
 */
final class EngineSide implements Runnable {

  private static final int BUFFER = 64 * 1024;

  /** What follows an answer. */
  enum Next {
    /** Perhaps another request. */
    KEEP,
    /** The end of the connection. */
    LAST,
    /** Bytes that are no HTTP any more, both ways: a hijacked or upgraded connection. */
    RAW
  }

  /** How this side ended. */
  enum Ending {
    /** The engine closed the connection, or switched it over, behind a complete answer. */
    COMPLETE,
    /** The engine closed the connection when nothing was asked. */
    IDLE,
    /** An answer that was owed did not come, or broke off. */
    CUT
  }

  /** Told of the end, from this side's thread. */
  @FunctionalInterface
  interface Listener {
    void ended(EngineSide side, Ending how);
  }

  private record Expectation(
      boolean headOnly, boolean last, Optional<Lines> lines, CompletableFuture<Next> next) {}

  private final Link engine;
  private final Link client;
  private final Listener listener;
  private final LinkReader reader;
  private final HeadReader heads;
  private final Queue<Expectation> expected = new ConcurrentLinkedQueue<>();
  private volatile boolean begun;
  private volatile boolean abandoned;
  private final CompletableFuture<Ending> end = new CompletableFuture<>();

  EngineSide(Link engine, Link client, Limits limits, Listener listener) {
    this.engine = engine;
    this.client = client;
    this.listener = listener;
    this.reader = new LinkReader(engine, BUFFER);
    this.heads = new HeadReader(reader, limits.headBytes());
  }

  /**
   * Asks the engine.
   *
   * @param last whether the client wants the connection closed behind the answer
   * @return completed when the answer was passed on, or will never be
   */
  CompletableFuture<Next> ask(HttpHead head, boolean last, Optional<Lines> lines)
      throws IOException {
    Expectation expectation =
        new Expectation(
            head.startLine().startsWith("HEAD "), last, lines, new CompletableFuture<>());
    begun = false;
    expected.add(expectation);
    // The thread may have ended before it could see this expectation.
    var unused = end.thenRun(() -> expectation.next().complete(Next.LAST));
    engine.write(head.bytes());
    return expectation.next();
  }

  /** Passes a part of a body, or raw bytes, on. */
  void write(byte[] bytes, int offset, int length) throws IOException {
    engine.write(bytes, offset, length);
  }

  /** Passes on that the client has ended its output; where the engine is gone, so is the need. */
  void endOutput() {
    try {
      engine.endOutput();
    } catch (IOException e) {
      engine.close(); // broken, which ends the thread as well
    }
  }

  /** Waits until the engine has ended. */
  void awaitEnd() {
    end.join();
  }

  /**
   * Ends this side because of something wrong in the client's request.
   *
   * @return whether the client can still be told, since nothing of an answer was passed on
   */
  boolean abandon() {
    abandoned = true;
    engine.close();
    end.join();
    return !begun;
  }

  /** Ends this side at once. */
  void close() {
    engine.close();
  }

  @Override
  public void run() {
    Ending how = Ending.CUT;
    try {
      how = passOn();
    } catch (IOException e) {
      // The engine broke off, or the client is gone; the listener ends what is left of the two.
      how = expected.isEmpty() ? Ending.IDLE : Ending.CUT;
    } finally {
      engine.close();
      if (!abandoned) {
        listener.ended(this, how);
      }
      end.complete(how);
    }
  }

  private Ending passOn() throws IOException {
    while (reader.await()) {
      Expectation expectation = expected.peek();
      if (expectation == null) {
        return Ending.IDLE; // it speaks unasked, and nobody would know what it means
      }
      Next next = answer(expectation);
      next = next == Next.KEEP && expectation.last() ? Next.LAST : next;
      if (next != Next.RAW) {
        expected.remove();
        expectation.next().complete(next);
      }
      if (next != Next.KEEP) {
        return Ending.COMPLETE;
      }
    }
    return expected.isEmpty() ? Ending.IDLE : Ending.CUT;
  }

  private Next answer(Expectation expectation) throws IOException {
    HttpHead head = heads.read();
    int status = Answer.statusOf(head);
    while (status / 100 == 1 && status != 101) {
      client.write(head.bytes()); // "100 Continue", for example
      head = heads.read();
      status = Answer.statusOf(head);
    }
    if (status == 0) {
      throw new BadMessage(400, "the engine's answer has no status");
    }
    if (expectation.lines().isPresent() && status == 200 && !expectation.headOnly()) {
      return lines(head, expectation.lines().get());
    }
    begun = true;
    client.write(head.bytes());
    if (status == 101) {
      return raw(expectation);
    }
    BodyScanner body = body(head, status, expectation.headOnly());
    if (body.endsWithConnection() && isRaw(head)) {
      return raw(expectation);
    }
    pass(body, client::write);
    boolean last = body.endsWithConnection() || head.lists("Connection", "close");
    return last || head.startLine().startsWith("HTTP/1.0") ? Next.LAST : Next.KEEP;
  }

  /** RFC 9112, 6.3, for answers. */
  private static BodyScanner body(HttpHead head, int status, boolean headOnly) throws BadMessage {
    if (headOnly || status == 204 || status == 304) {
      return BodyScanner.ofLength(0, BodyScanner.unread());
    }
    if (head.isChunked()) {
      return BodyScanner.ofChunks(BodyScanner.unread());
    }
    Optional<Long> length = head.contentLength();
    return length.isPresent()
        ? BodyScanner.ofLength(length.get(), BodyScanner.unread())
        : BodyScanner.untilEnd(BodyScanner.unread());
  }

  /**
   * What the engine sends where it hijacks a connection and the client did not ask for an upgrade
   * (Docker Engine API v1.41, "Attach to a container").
   */
  private static boolean isRaw(HttpHead head) {
    return head.value("Content-Type")
        .orElse("")
        .toLowerCase(Locale.ROOT)
        .startsWith("application/vnd.docker.");
  }

  private Next raw(Expectation expectation) throws IOException {
    // From now on the client's bytes are no requests.
    expectation.next().complete(Next.RAW);
    pass(BodyScanner.untilEnd(BodyScanner.unread()), client::write);
    return Next.RAW;
  }

  private void pass(BodyScanner body, LinkReader.ByteSink sink) throws IOException {
    while (!body.done()) {
      if (!reader.pass(body, sink)) {
        if (body.endsWithConnection()) {
          return;
        }
        throw new BadMessage(400, "the engine's answer is cut off");
      }
    }
  }

  private Next lines(HttpHead head, Lines lines) throws IOException {
    begun = true;
    LineRelay relay = new LineRelay(client, lines);
    boolean chunked = head.isChunked();
    BodyScanner body =
        chunked
            ? BodyScanner.ofChunks(relay)
            : head.contentLength().isPresent()
                ? BodyScanner.ofLength(head.contentLength().get(), relay)
                : BodyScanner.untilEnd(relay);
    try {
      relay.begin(head);
      pass(body, BodyScanner.unread());
      relay.finish();
    } finally {
      relay.close();
    }
    return body.endsWithConnection() || head.lists("Connection", "close") ? Next.LAST : Next.KEEP;
  }
}
