package dev.deploypipeline.extension;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.Leases;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.maven.plugin.MojoExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where test JVMs ask for leases: a port of the loopback interface, which answers only to who knows
 * the token. A lease lasts as long as the connection on which it was asked for, so that a test JVM
 * that dies in any way returns it. The protocol is that of the package {@code fork}.
 */
final class LeaseEndpoint implements AutoCloseable {

  /** Who leases. */
  @FunctionalInterface
  interface Source {
    Leases lease(LeaseScope scope, Stage stage, String holder) throws MojoExecutionException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(LeaseEndpoint.class);

  private static final int QUESTION_MILLIS = 10_000;

  /** How many connections there may be at once: many more than a build has test JVMs. */
  private static final int MOST = 1000;

  /** How much of a reason is told, in characters: a text of the protocol takes 65535 bytes. */
  private static final int LONGEST_REASON = 10_000;

  private static final long PAUSE_NANOS = 100_000_000;

  private final Source source;
  private final int most;
  private final ServerSocket server;
  private final String token;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  private LeaseEndpoint(Source source, int most, ServerSocket server) {
    this.source = source;
    this.most = most;
    this.server = server;
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.token = HexFormat.of().formatHex(random);
  }

  /** Opens an endpoint on a free port. */
  static LeaseEndpoint open(Source source) throws IOException {
    return open(source, MOST);
  }

  /**
   * The same with fewer connections.
   *
   * @param most how many there may be at once; one more is closed unheard
   */
  static LeaseEndpoint open(Source source, int most) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    LeaseEndpoint endpoint = new LeaseEndpoint(source, most, new ServerSocket(0, 100, loopback));
    start("deploy-pipeline-leases", endpoint::accept);
    return endpoint;
  }

  int port() {
    return server.getLocalPort();
  }

  String token() {
    return token;
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (clients.size() >= most) {
          client.close();
          LOG.warn("deploy-pipeline: more than {} connections ask for leases at once", most);
          continue;
        }
        clients.add(client);
        if (server.isClosed()) {
          client.close(); // accepted while the clients were being closed
        }
        start("deploy-pipeline-lease-" + client.getPort(), () -> serve(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.warn("deploy-pipeline: a test JVM could not connect: {}", e.toString());
          // What is short, file descriptors for example, may be so for a while.
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(QUESTION_MILLIS);
      answer(client);
    } catch (IOException e) {
      // A client that went away, or one that speaks something else: its connection is all that
      // ends.
      LOG.debug("A connection for leases ended: {}", e.toString());
    } finally {
      clients.remove(client);
    }
  }

  private void answer(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    // The whole question, whoever asks: a connection that ends with something unread is reset, and
    // the answer lost.
    String given = in.readUTF();
    String askedStage = in.readUTF();
    String askedScope = in.readUTF();
    String holder = in.readUTF();
    if (!isToken(given)) {
      refuse(out, "the token is not that of this build");
      return;
    }
    Stage stage;
    LeaseScope scope;
    try {
      stage = Stage.of(askedStage);
      scope = LeaseScope.valueOf(askedScope.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      refuse(out, "there is no such stage or scope");
      return;
    }
    Leases leased;
    try {
      leased = source.lease(scope, stage, holder);
    } catch (MojoExecutionException e) {
      refuse(out, e.getMessage());
      return;
    } catch (RuntimeException e) {
      // A mistake of ours, or a session that ends: the test JVM must hear of it all the same.
      LOG.debug("A lease failed", e);
      refuse(out, e.toString());
      return;
    }
    try (Leases leases = leased) {
      out.writeBoolean(true);
      write(out, leases.properties());
      write(out, leases.environment());
      out.flush();
      client.setSoTimeout(0);
      // Whatever comes is no end.
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(DataOutputStream out, Map<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  private static void refuse(DataOutputStream out, String reason) throws IOException {
    String text = String.valueOf(reason);
    out.writeBoolean(false);
    out.writeUTF(text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "..." : text);
    out.flush();
  }

  /** Ends all connections, and with them their leases. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
