package dev.deploypipeline.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine on a Unix socket that does what a test says. */
final class FakeEngine implements AutoCloseable {

  /** A request that has arrived, its body still unread. */
  record Call(HttpHead head, LinkReader reader, Link link) {
    String line() {
      return head.startLine();
    }

    ApiTarget target() {
      return ApiTarget.of(line().split(" ", 3)[1]).orElseThrow();
    }

    String method() {
      return line().split(" ", 3)[0];
    }

    /** The whole body. */
    byte[] body() throws IOException {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      BodyScanner body =
          head.isChunked()
              ? BodyScanner.ofChunks(content::write)
              : BodyScanner.ofLength(head.contentLength().orElse(0L), content::write);
      while (!body.done()) {
        if (!reader.pass(body, BodyScanner.unread())) {
          throw new IOException("cut off");
        }
      }
      return content.toByteArray();
    }

    void write(String text) throws IOException {
      link.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void answer(Answer answer) throws IOException {
      link.write(answer.bytes(method().equals("HEAD"), false));
    }
  }

  /** What the engine does with a request. */
  @FunctionalInterface
  interface Behaviour {
    /** Returns whether it goes on with the connection. */
    boolean serve(Call call) throws IOException;
  }

  private final Path socket;
  private final ServerSocketChannel server;
  private final Behaviour behaviour;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  private FakeEngine(Path socket, ServerSocketChannel server, Behaviour behaviour) {
    this.socket = socket;
    this.server = server;
    this.behaviour = behaviour;
  }

  static FakeEngine open(Path socket, Behaviour behaviour) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket), 512);
    FakeEngine engine = new FakeEngine(socket, server, behaviour);
    start(engine::accept);
    return engine;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fake-engine");
    thread.setDaemon(true);
    thread.start();
  }

  EngineEndpoint endpoint() {
    return EngineEndpoint.of(URI.create("unix://" + socket));
  }

  /** How many connections were ever made. */
  int connections() {
    return connections.get();
  }

  /** How many connections are open now. */
  int open() {
    return links.size();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        Link link = new ChannelLink(channel);
        links.add(link);
        connections.incrementAndGet();
        start(() -> serve(link));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void serve(Link link) {
    LinkReader reader = new LinkReader(link, 16 * 1024);
    HeadReader heads = new HeadReader(reader, 1 << 20);
    try {
      boolean more = reader.await();
      while (more) {
        Call call = new Call(heads.read(), reader, link);
        more = behaviour.serve(call) && reader.await();
      }
    } catch (IOException e) {
      return; // the other side broke off, which tests do
    } finally {
      link.close();
      links.remove(link);
    }
  }

  /** Breaks all connections, as a restart does. */
  void breakOff() {
    links.forEach(Link::close);
  }

  @Override
  public void close() throws IOException {
    server.close();
    breakOff();
    java.nio.file.Files.deleteIfExists(socket);
  }
}
