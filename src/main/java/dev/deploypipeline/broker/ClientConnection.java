package dev.deploypipeline.broker;

import dev.deploypipeline.broker.EngineSide.Ending;
import dev.deploypipeline.broker.EngineSide.Next;
import dev.deploypipeline.broker.Handling.Forward;
import dev.deploypipeline.broker.Handling.Local;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client's connection: one thread reads what the client sends, another one ({@link EngineSide})
 * what the engine sends. Every request waits until the answer to the one before is complete.
 */
final class ClientConnection implements Runnable {

  private static final int BUFFER = 64 * 1024;

  /** What all connections of a broker share. */
  record Surroundings(
      EngineEndpoint engine, Limits limits, Deadlines deadlines, Executor threads) {}

  /** A question to the engine and what is to be run when it is over. */
  private record Exchange(CompletableFuture<Next> next, Runnable end, AtomicBoolean over) {
    void finish() {
      if (over.compareAndSet(false, true)) {
        end.run();
      }
    }
  }

  private final Link client;
  private final Handler handler;
  private final Surroundings surroundings;
  private final LinkReader reader;
  private final HeadReader heads;
  private final ClientPump pump;
  private volatile Exchange exchange =
      new Exchange(CompletableFuture.completedFuture(Next.KEEP), () -> {}, new AtomicBoolean());
  private EngineSide side;
  private boolean busy;

  ClientConnection(Link client, Handler handler, Surroundings surroundings) {
    this.client = client;
    this.handler = handler;
    this.surroundings = surroundings;
    this.reader = new LinkReader(client, BUFFER);
    this.heads = new HeadReader(reader, surroundings.limits().headBytes());
    this.pump = new ClientPump(client, reader, surroundings);
  }

  @Override
  public void run() {
    try {
      boolean more = true;
      while (more) {
        more = serve();
      }
    } catch (BadMessage e) {
      refuse(e);
    } catch (IOException e) {
      // The client or the engine is gone, and this connection is all that ends with it.
      client.close();
    } finally {
      client.close();
      EngineSide last = current();
      if (last != null) {
        last.close();
      }
      exchange.finish();
    }
  }

  private synchronized EngineSide current() {
    return side;
  }

  private synchronized void setBusy(boolean now) {
    busy = now;
  }

  private boolean serve() throws IOException {
    if (!reader.await()) {
      hungUp();
      return false;
    }
    Next next = exchange.next().join();
    if (next == Next.RAW) {
      pump.raw(current());
      return false;
    }
    if (next == Next.LAST) {
      pump.drain();
      return false;
    }
    setBusy(true);
    ClientRequest request = new ClientRequest(head(), reader, client, surroundings.deadlines());
    Handling handling = handler.handle(request);
    boolean more =
        handling instanceof Local local
            ? answer(request, local.answer())
            : forward(request, (Forward) handling);
    setBusy(false);
    return more;
  }

  private HttpHead head() throws IOException {
    Limits limits = surroundings.limits();
    try (Deadlines.Deadline deadline =
        surroundings.deadlines().start(limits.headTime(), client::endInput)) {
      try {
        return heads.read();
      } catch (BadMessage e) {
        throw deadline.passed().get()
            ? new BadMessage(
                408, "the head took longer than " + limits.headTime().toMillis() + " ms")
            : e;
      }
    }
  }

  private boolean answer(ClientRequest request, Answer answer) throws IOException {
    boolean last =
        request.isLast() || answer.status() == 101 || (request.hasBody() && !request.bodyIsRead());
    client.write(answer.bytes(request.is("HEAD"), last));
    if (last) {
      client.endOutput();
      pump.drain();
    }
    return !last;
  }

  private boolean forward(ClientRequest request, Forward forward) throws IOException {
    EngineSide to;
    try {
      to = connected();
    } catch (IOException e) {
      return answer(request, unreachable(e));
    }
    HttpHead head =
        request
            .head()
            .withStartLine(
                request.method()
                    + " "
                    + forward.target()
                    + request
                        .head()
                        .startLine()
                        .substring(request.head().startLine().lastIndexOf(' ')));
    CompletableFuture<Next> next =
        to.ask(ClientPump.framed(head, request, forward), request.isLast(), forward.lines());
    Exchange fresh = new Exchange(next, forward.end(), new AtomicBoolean());
    exchange = fresh;
    var unused =
        next.thenAccept(
            then -> {
              if (then != Next.RAW) {
                fresh.finish();
              }
            });
    try {
      pump.body(request, forward, to);
    } catch (BadMessage e) {
      throw to.abandon() ? e : new IOException("an answer was cut off by its request", e);
    }
    return true;
  }

  private Answer unreachable(IOException problem) {
    return Answer.error(
        503,
        "the Docker engine at "
            + surroundings.engine().address()
            + " does not answer: "
            + problem.getMessage()
            + ". Perhaps you should see whether it runs: docker info");
  }

  private EngineSide connected() throws IOException {
    EngineSide open = current();
    if (open == null) {
      Link engine = surroundings.engine().connect();
      open = new EngineSide(engine, client, surroundings.limits(), this::ended);
      synchronized (this) {
        side = open;
      }
      surroundings.threads().execute(open);
    }
    return open;
  }

  /** The engine's side ended; from its thread. */
  private void ended(EngineSide which, Ending how) {
    boolean waiting;
    synchronized (this) {
      waiting = !busy;
      if (side == which && how == Ending.IDLE) {
        side = null; // the next request opens another one
      }
    }
    switch (how) {
      case CUT -> client.close();
      case IDLE -> {
        if (waiting) {
          client.close(); // as the engine itself did
        }
      }
      case COMPLETE -> {
        exchange.finish();
        try {
          client.endOutput();
        } catch (IOException e) {
          client.close(); // gone already
        }
        if (exchange.next().getNow(Next.LAST) == Next.LAST) {
          surroundings.deadlines().start(surroundings.limits().linger(), client::endInput);
        }
      }
    }
  }

  /** The client has ended its output, and may still be reading. */
  private void hungUp() {
    exchange.finish();
    EngineSide open = current();
    if (open != null) {
      // Which is what tells the engine to end a stream of logs or events.
      open.endOutput();
      exchange.next().join();
      if (exchange.next().join() == Next.RAW) {
        open.awaitEnd();
      }
    }
  }

  private void refuse(BadMessage problem) {
    try {
      if (exchange.next().isDone()) {
        client.write(Answer.error(problem.status(), problem.getMessage()).bytes(false, true));
        client.endOutput();
        pump.drain();
      }
    } catch (IOException e) {
      client.close(); // it did not wait for its answer
    }
  }
}
