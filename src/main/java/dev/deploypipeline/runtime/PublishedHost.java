package dev.deploypipeline.runtime;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds where an engine publishes the ports of its containers, as seen from here, in
 * Testcontainers' way but for one thing: where we are in a container and the engine does not tell
 * its gateway, Testcontainers pulls an image and starts Ryuk to find out. This looks at the routes
 * instead.
 */
final class PublishedHost {

  private static final Path IN_A_CONTAINER = Path.of("/.dockerenv");
  private static final Path ROUTES = Path.of("/proc/net/route");
  private static final String BRIDGE_NAME = "com.docker.network.bridge.name";

  private PublishedHost() {}

  /**
   * The host.
   *
   * @param engine how the client reaches the engine
   * @param override what the user says it is; null or blank if nothing
   * @throws IOException if it cannot be told; the message says what to do
   */
  static String of(URI engine, String override, DockerClient client) throws IOException {
    if (override != null && !override.isBlank()) {
      return override.strip();
    }
    if (!engine.getScheme().equals("unix")) {
      return engine.getHost();
    }
    return Files.exists(IN_A_CONTAINER) ? besides(client) : SupervisedServer.HOST;
  }

  /** The engine's machine, seen from a container that was given the engine's socket. */
  private static String besides(DockerClient client) throws IOException {
    Network bridge = client.inspectNetworkCmd().withNetworkId("bridge").exec();
    String interfaceName =
        bridge.getOptions() == null ? null : bridge.getOptions().get(BRIDGE_NAME);
    if (interfaceName != null && NetworkInterface.getByName(interfaceName) != null) {
      return SupervisedServer.HOST; // its network is ours, so we only look like in a container
    }
    List<Network.Ipam.Config> configurations = bridge.getIpam().getConfig();
    return configurations.stream()
        .map(Network.Ipam.Config::getGateway)
        .filter(gateway -> gateway != null && !gateway.isBlank())
        .findFirst()
        .or(() -> defaultGateway(routes()))
        .orElseThrow(
            () ->
                new IOException(
                    "it does not tell at which address it publishes ports; set TESTCONTAINERS_HOST_OVERRIDE"));
  }

  private static List<String> routes() {
    try {
      return Files.readAllLines(ROUTES);
    } catch (IOException e) {
      return List.of(); // not on this system
    }
  }

  /** The gateway of the default route, in the format of {@code /proc/net/route}. */
  static Optional<String> defaultGateway(List<String> routes) {
    return routes.stream()
        .map(route -> route.strip().split("\\s+", -1))
        .filter(fields -> fields.length > 2 && fields[1].equals("00000000"))
        .map(fields -> dotted(fields[2]))
        .findFirst();
  }

  private static String dotted(String reversed) {
    byte[] octets = HexFormat.of().parseHex(reversed);
    try {
      return InetAddress.getByAddress(new byte[] {octets[3], octets[2], octets[1], octets[0]})
          .getHostAddress();
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }
}
