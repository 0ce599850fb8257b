package dev.deploypipeline.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * That a port accepts connections, as seen from here and from within the container.
 *
 * <p>From here is not enough: the engine's proxy accepts a connection to a published port as soon
 * as the container runs, and ends it when it finds nobody behind it. So the connection must last a
 * moment, and a socket must be listening in the container, as far as that has the commands to look.
 */
final class PortCheck implements ReadinessCheck {

  /** That somebody accepts connections; enough where the log says that the server listens. */
  record Accepted(String host, int port) implements ReadinessCheck {
    @Override
    public boolean met() {
      return accepts(host, port);
    }

    @Override
    public String shortfall() {
      return "no connection to " + host + ":" + port;
    }
  }

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final DockerContainer container;
  private final String host;
  private final int inside;
  private final int published;
  private String shortfall = "";

  /**
   * @param host where the port is published
   * @param inside the port in the container
   * @param published the port it is published at
   */
  PortCheck(DockerContainer container, String host, int inside, int published) {
    this.container = container;
    this.host = host;
    this.inside = inside;
    this.published = published;
  }

  @Override
  public boolean met() throws IOException, InterruptedException {
    if (!lasts()) {
      shortfall = "port " + inside + " (published at " + host + ":" + published + ") is closed";
      return false;
    }
    // Any local address, any remote one, state LISTEN.
    String listening = ": [0-9A-F]*:%04X [0-9A-F]*:0000 0A ".formatted(inside);
    Optional<DockerContainer.Exit> exit =
        container.run(
            List.of(
                "sh",
                "-c",
                String.format(
                    Locale.ROOT,
                    "cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -q '%s'",
                    listening)));
    boolean met = exit.isPresent() && (exit.get().status() == 0 || exit.get().wasNotRun());
    shortfall = met ? "" : "nothing listens on port " + inside + " in the container";
    return met;
  }

  @Override
  public String shortfall() {
    return shortfall;
  }

  /** Whether a connection is accepted and not ended at once. */
  private boolean lasts() {
    try (Socket socket = open(host, published)) {
      socket.setSoTimeout((int) MOMENT.toMillis());
      return socket.getInputStream().read() >= 0; // some servers speak first
    } catch (SocketTimeoutException e) {
      return true; // and some wait for the client to speak, but connecting must not take that long
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a connection is accepted by somebody; never throws. */
  static boolean accepts(String host, int port) {
    try (Socket socket = open(host, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket open(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), (int) CONNECT_LIMIT.toMillis());
      return socket;
    } catch (SocketTimeoutException e) {
      socket.close();
      throw new IOException("no connection within " + CONNECT_LIMIT.toSeconds() + " s", e);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
