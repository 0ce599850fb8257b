package dev.deploypipeline.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Where the real engine is, and how it is reached.
 *
 * @param address {@code unix:///path} or {@code tcp://host:port}, as in {@code DOCKER_HOST}
 * @param tls what encrypts the connection and proves who we are (the content of {@code
 *     DOCKER_CERT_PATH}); empty for a connection in the clear. Not used with a Unix socket
 */
public record EngineEndpoint(URI address, Optional<SSLContext> tls) {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int PLAIN_PORT = 2375;
  private static final int TLS_PORT = 2376;

  /**
   * Rejects null and other kinds of address.
   *
   * @throws IllegalArgumentException if the address is neither a Unix socket nor TCP
   */
  public EngineEndpoint {
    Objects.requireNonNull(tls, "tls");
    String scheme = String.valueOf(address.getScheme());
    boolean unix = scheme.equals("unix") && address.getPath() != null;
    boolean tcp = scheme.matches("tcp|http|https") && address.getHost() != null;
    if (!unix && !tcp) {
      throw new IllegalArgumentException(
          "the broker cannot reach a Docker engine at '"
              + address
              + "'. Perhaps you should set DOCKER_HOST to unix:///path or tcp://host:port.");
    }
  }

  /** An engine behind a Unix socket or plain TCP. */
  public static EngineEndpoint of(URI address) {
    return new EngineEndpoint(address, Optional.empty());
  }

  /** The path of its socket; empty if it is not reached by one. */
  Optional<String> socketPath() {
    return address.getScheme().equals("unix") ? Optional.of(address.getPath()) : Optional.empty();
  }

  /**
   * Opens a connection.
   *
   * @throws IOException if nothing answers there, or its certificate is not trusted
   */
  Link connect() throws IOException {
    Optional<String> path = socketPath();
    if (path.isPresent()) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      return connected(channel, () -> channel.connect(UnixDomainSocketAddress.of(path.get())));
    }
    int port = address.getPort() > 0 ? address.getPort() : tls.isPresent() ? TLS_PORT : PLAIN_PORT;
    InetSocketAddress target = new InetSocketAddress(address.getHost(), port);
    if (tls.isPresent()) {
      return encrypted(tls.get(), target);
    }
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return connected(channel, () -> channel.socket().connect(target, CONNECT_MILLIS));
  }

  private interface Connecting {
    void run() throws IOException;
  }

  private static Link connected(SocketChannel channel, Connecting connecting) throws IOException {
    try {
      connecting.run();
      return new ChannelLink(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }
  }

  private Link encrypted(SSLContext context, InetSocketAddress target) throws IOException {
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.connect(target, CONNECT_MILLIS);
      SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, address.getHost(), target.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      // Without it any certificate of the same authority would do.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new TlsLink(socket, plain);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }
}
