package dev.deploypipeline.fork;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * A connection to the Maven process. What is leased through it is held until it ends, by {@link
 * #close()} or by the death of this JVM. Compiled for Java 8, because test JVMs may be older than
 * the one that runs Maven.
 *
 * <p>The protocol, in the encoding of {@link java.io.DataOutput}: the client writes four texts, the
 * token, the stage, the scope and its name. The answer is false and a text that says why, or true
 * and two maps, the system properties and the environment variables: each a number and so many
 * pairs of texts, name and value. Nothing follows.
 */
final class LeaseClient implements Closeable {

  /** The key of the port in the handshake file. */
  static final String PORT = "port";

  /** The key of the token in the handshake file. */
  static final String TOKEN = "token";

  /** The key of the stage in the handshake file. */
  static final String STAGE = "stage";

  /** The key of the mojo that started the test JVM, for messages. */
  static final String MOJO = "mojo";

  /** The key of the names of the environment variables that the user set, one to a line. */
  static final String VARIABLES = "variables";

  private final Socket socket;
  private final String token;
  private final String stage;
  private final String mojo;
  private final Set<String> variablesOfTheUser;

  private LeaseClient(Socket socket, Properties handshake) {
    this.socket = socket;
    this.token = handshake.getProperty(TOKEN);
    this.stage = handshake.getProperty(STAGE);
    this.mojo = handshake.getProperty(MOJO);
    this.variablesOfTheUser =
        new HashSet<>(Arrays.asList(handshake.getProperty(VARIABLES, "").split("\n")));
  }

  /**
   * Connects.
   *
   * @param handshake the file that tells port, token, stage and mojo
   */
  static LeaseClient connect(File handshake) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = new FileInputStream(handshake)) {
      properties.load(in);
    }
    int port = Integer.parseInt(properties.getProperty(PORT));
    // Whatever proxy the command line or a test has chosen is not meant for this connection.
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, port));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return new LeaseClient(socket, properties);
  }

  /**
   * Leases; called once.
   *
   * @return what to set
   * @throws IOException if the lease is refused; the message is that of the pool
   */
  Lease lease(String scope, String holder) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeUTF(token);
    out.writeUTF(stage);
    out.writeUTF(scope);
    out.writeUTF(holder + " of " + mojo);
    out.flush();
    try {
      return answer(new DataInputStream(socket.getInputStream()));
    } catch (EOFException e) {
      // It has no message of its own.
      throw new IOException(
          "the Maven process ended the connection. Perhaps its log says why the build ends.", e);
    }
  }

  /** The environment variables that are the user's, so that a lease does not set them. */
  Set<String> variablesOfTheUser() {
    return variablesOfTheUser;
  }

  private static Lease answer(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      throw new IOException(in.readUTF());
    }
    Map<String, String> properties = map(in);
    return new Lease(properties, map(in));
  }

  private static Map<String, String> map(DataInputStream in) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      map.put(in.readUTF(), in.readUTF());
    }
    return map;
  }

  /** Waits until the Maven process ends the connection. */
  void awaitEnd() throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // Nothing is expected; whatever comes is no end.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
