package dev.deploypipeline.broker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A Unix socket that serves clients. Only its user can connect to it. */
final class BrokerSocket implements AutoCloseable {

  /** The longest path that fits a socket's address: 104 bytes on macOS, 108 on Linux. */
  private static final int LONGEST_PATH = 103;

  /** Many more than a build has clients. */
  private static final int MOST = 2000;

  private static final long PAUSE_NANOS = 100_000_000;

  private final Path path;
  private final ServerSocketChannel server;
  private final Handler handler;
  private final ClientConnection.Surroundings surroundings;
  private final Consumer<IOException> problems;
  private final Set<Link> clients = ConcurrentHashMap.newKeySet();

  private BrokerSocket(
      Path path,
      ServerSocketChannel server,
      Handler handler,
      ClientConnection.Surroundings surroundings,
      Consumer<IOException> problems) {
    this.path = path;
    this.server = server;
    this.handler = handler;
    this.surroundings = surroundings;
    this.problems = problems;
  }

  /**
   * Opens one.
   *
   * @param path where; nothing is there yet
   * @param problems told where clients cannot connect
   * @throws IOException if it cannot be opened
   */
  static BrokerSocket open(
      Path path,
      Handler handler,
      ClientConnection.Surroundings surroundings,
      Consumer<IOException> problems)
      throws IOException {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_PATH) {
      throw new IOException(
          "the path of the broker's socket has %d bytes, which is more than %d: %s. Perhaps you should set java.io.tmpdir to a shorter one."
              .formatted(length, LONGEST_PATH, path));
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path), 512);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    BrokerSocket socket = new BrokerSocket(path, server, handler, surroundings, problems);
    surroundings.threads().execute(socket::accept);
    return socket;
  }

  Path path() {
    return path;
  }

  /** How many clients are connected. */
  int clients() {
    return clients.size();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        begin(server.accept());
      } catch (ClosedChannelException e) {
        return; // closed by us
      } catch (IOException | RuntimeException | Error e) {
        // An error too: where no thread can be made now, one can be when others have ended.
        if (server.isOpen()) {
          problems.accept(new IOException("a client could not connect: " + e, e));
          // What is short, file descriptors for example, may be so for a while.
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }

  private void begin(SocketChannel channel) throws IOException {
    Link client = new ChannelLink(channel);
    if (clients.size() >= MOST) {
      client.close();
      throw new IOException("there are more than " + MOST + " connections at once");
    }
    clients.add(client);
    ClientConnection connection = new ClientConnection(client, handler, surroundings);
    try {
      surroundings
          .threads()
          .execute(
              () -> {
                try {
                  connection.run();
                } finally {
                  clients.remove(client);
                }
              });
    } catch (RuntimeException | Error e) {
      clients.remove(client);
      client.close();
      throw e;
    }
    if (!server.isOpen()) {
      client.close(); // accepted while the clients were being closed
    }
  }

  /** Ends all connections and removes the socket; what cannot be done is told. */
  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      problems.accept(e);
    }
    clients.forEach(Link::close);
  }
}
