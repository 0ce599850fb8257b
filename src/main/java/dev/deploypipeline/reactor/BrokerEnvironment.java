package dev.deploypipeline.reactor;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The environment variables by which test JVMs find the Docker broker. */
final class BrokerEnvironment {

  /** Where engines have their socket on the machine on which they run. */
  private static final String SYSTEM_SOCKET = "/var/run/docker.sock";

  private final Path home;
  private final boolean mac;
  private final Set<String> ofTheUser;

  /**
   * @param home the user's home directory
   * @param mac whether this is macOS, where engines run in a virtual machine
   * @param ofTheUser the variables that are set already
   */
  BrokerEnvironment(Path home, boolean mac, Set<String> ofTheUser) {
    this.home = home;
    this.mac = mac;
    this.ofTheUser = Set.copyOf(ofTheUser);
  }

  /** The one of this process. */
  static BrokerEnvironment ofThisProcess() {
    return new BrokerEnvironment(
        Path.of(System.getProperty("user.home")),
        System.getProperty("os.name", "").startsWith("Mac"),
        System.getenv().keySet());
  }

  /**
   * What test JVMs need.
   *
   * @param engine the real engine
   * @param publishedHost where it publishes ports, as seen from here
   * @param socket the broker's
   */
  Map<String, String> of(URI engine, String publishedHost, Path socket) {
    Map<String, String> environment = new LinkedHashMap<>();
    boolean unix = "unix".equals(engine.getScheme());
    // For containers that speak to the engine themselves, such as Ryuk: they mount its socket, and
    // would mount the broker's, which the engine's machine does not have.
    environment.put(
        "TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE",
        unix && isOfThisMachine(engine) ? engine.getPath() : SYSTEM_SOCKET);
    if (!unix) {
      // Clients take the ports of an engine behind a Unix socket for ports of this machine.
      environment.put("TESTCONTAINERS_HOST_OVERRIDE", publishedHost);
    }
    environment.keySet().removeAll(ofTheUser);
    environment.put("DOCKER_HOST", "unix://" + socket);
    return environment;
  }

  /**
   * Whether containers can mount the socket by the path that it has here. That of Docker Desktop is
   * a way into a virtual machine, where the engine's own has the usual path. {@code
   * ~/.docker/run/docker.sock} is Docker Desktop's on macOS; on Linux it is that of a rootless
   * engine, which has no other, and Testcontainers mounts it as well.
   */
  private boolean isOfThisMachine(URI engine) {
    return !mac && !Path.of(engine.getPath()).startsWith(home.resolve(".docker/desktop"));
  }
}
