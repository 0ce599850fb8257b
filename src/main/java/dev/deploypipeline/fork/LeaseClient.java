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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A connection to the Maven process. What is leased through it is held until it ends, by {@link
 * #close()} or by the death of this JVM. Compiled for Java 8, because test JVMs may be older than
 * the one that runs Maven.
 *
 * <p>The protocol, in the encoding of {@link java.io.DataOutput}: the client writes four texts, the
 * token, the stage, the scope and its name. The answer is false and a text that says why, or true,
 * a number and so many pairs of texts, system property and value. Nothing follows.
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

  private final Socket socket;
  private final String token;
  private final String stage;
  private final String mojo;

  private LeaseClient(Socket socket, Properties handshake) {
    this.socket = socket;
    this.token = handshake.getProperty(TOKEN);
    this.stage = handshake.getProperty(STAGE);
    this.mojo = handshake.getProperty(MOJO);
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
   * @return the system properties to set
   * @throws IOException if the lease is refused; the message is that of the pool
   */
  Map<String, String> lease(String scope, String holder) throws IOException {
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

  private static Map<String, String> answer(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      throw new IOException(in.readUTF());
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      properties.put(in.readUTF(), in.readUTF());
    }
    return properties;
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
