package dev.deploypipeline.runtime;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.transport.SSLConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy;
import org.testcontainers.dockerclient.InvalidConfigurationException;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Finds the Docker engine of this machine with Testcontainers' reading of the settings, but not
 * through its {@code DockerClientFactory}: that starts Ryuk, checks the system, logs all of it, and
 * never looks again once it found nothing.
 *
 * <p>An engine that is named, by {@code tc.host} or {@code docker.host} in {@code
 * ~/.testcontainers.properties}, by {@code DOCKER_HOST} or by a Docker context, is the only one
 * tried: another one than the user named would surprise. Otherwise it is the first that answers of
 * the sockets of a rootless engine, of the system's, and of Docker Desktop's. Podman's socket is
 * used where {@code DOCKER_HOST} names it.
 */
final class EngineFinder {

  /**
   * Long, because a machine under load is slow, and an engine that is not there refuses at once.
   */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  static final String SYSTEM_SOCKET = "/var/run/docker.sock";

  private final Map<String, String> environment;
  private final Path home;

  /**
   * @param environment the environment variables
   * @param home the user's home directory
   */
  EngineFinder(Map<String, String> environment, Path home) {
    this.environment = environment;
    this.home = home;
  }

  /**
   * Connects to the engine if Testcontainers in another JVM finds the same one.
   *
   * @throws IOException if none answers, or another one than tests would find
   */
  Engine findForTests() throws IOException {
    ClientLog.keepSecrets();
    List<Candidate> candidates = candidates();
    Optional<String> doubt = TestsEngine.ofThisMachine().doubt(candidates.get(0).uri(), sockets());
    if (doubt.isPresent()) {
      throw new IOException(doubt.get());
    }
    return firstOf(candidates);
  }

  /** The finder for this process. */
  static EngineFinder ofThisMachine() {
    return new EngineFinder(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /**
   * Connects to the engine.
   *
   * @throws IOException if none answers; the message says what was tried, and what to do
   */
  Engine find() throws IOException {
    ClientLog.keepSecrets();
    return firstOf(candidates());
  }

  /**
   * What encrypts the connection to an engine that was found.
   *
   * @return empty where it is not encrypted
   * @throws IOException if the certificates cannot be read
   */
  Optional<SSLContext> tls(URI engine) throws IOException {
    for (Candidate candidate : candidates()) {
      SSLConfig config = candidate.getTransportConfig().getSslConfig();
      if (candidate.uri().equals(engine) && config != null) {
        try {
          return Optional.ofNullable(config.getSSLContext());
        } catch (GeneralSecurityException e) {
          throw new IOException(
              "the certificates for " + engine + " cannot be read: " + e.getMessage(), e);
        }
      }
    }
    return Optional.empty();
  }

  private List<Candidate> candidates() throws IOException {
    String host = TestcontainersConfiguration.getInstance().getUserProperty("tc.host", null);
    if (host != null) {
      return List.of(
          new Candidate(TransportConfig.builder().dockerHost(URI.create(host)).build(), null));
    }
    String override = environment.get("TESTCONTAINERS_HOST_OVERRIDE");
    TransportConfig configured = configured();
    if (!configured.getDockerHost().equals(unix(SYSTEM_SOCKET))) {
      return List.of(new Candidate(configured, override));
    }
    return sockets().stream()
        .map(socket -> TransportConfig.builder().dockerHost(socket).build())
        .map(transport -> new Candidate(transport, override))
        .toList();
  }

  /** What the environment, the properties and the current Docker context say, TLS included. */
  @SuppressWarnings("deprecation") // meant for a service loader, but all that reads the settings
  private static TransportConfig configured() throws IOException {
    try {
      return new EnvironmentAndSystemPropertyClientProviderStrategy().getTransportConfig();
    } catch (RuntimeException e) {
      throw new IOException(
          "the settings of the Docker client cannot be read: "
              + EngineFailure.said(e)
              + ". Perhaps you should correct DOCKER_HOST, DOCKER_CERT_PATH or ~/.docker/config.json.",
          e);
    }
  }

  /** The sockets where an engine listens by default, in the order of Testcontainers. */
  List<URI> sockets() throws IOException {
    Set<Path> places = new LinkedHashSet<>();
    String runtimeDirectory = environment.get("XDG_RUNTIME_DIR");
    if (runtimeDirectory != null && !runtimeDirectory.isBlank()) {
      places.add(Path.of(runtimeDirectory, "docker.sock"));
    }
    places.add(home.resolve(".docker/run/docker.sock"));
    if (Files.exists(home)) {
      places.add(
          Path.of("/run/user", Files.getAttribute(home, "unix:uid").toString(), "docker.sock"));
    }
    places.removeIf(place -> !Files.exists(place));
    places.add(Path.of(SYSTEM_SOCKET));
    Path desktop = home.resolve(".docker/desktop/docker.sock");
    if (Files.exists(desktop)) {
      places.add(desktop);
    }
    return places.stream().map(place -> unix(place.toString())).toList();
  }

  private static URI unix(String path) {
    return URI.create("unix://" + path);
  }

  /** The first that answers; the others are not asked. */
  static Engine firstOf(List<Candidate> candidates) throws IOException {
    return firstOf(candidates, LIMIT);
  }

  /**
   * The same with another patience.
   *
   * @param limit how long each may take to answer
   */
  static Engine firstOf(List<Candidate> candidates, Duration limit) throws IOException {
    List<String> tried = new ArrayList<>();
    for (Candidate candidate : candidates) {
      try {
        return candidate.connectWithin(limit);
      } catch (IOException e) {
        tried.add(candidate.uri() + " (" + e.getMessage() + ")");
      }
    }
    throw new IOException(
        "no Docker engine answers; tried "
            + String.join(", ", tried)
            + ". Perhaps you should start Docker, set DOCKER_HOST to its address, or"
            + " give declared services the provider embedded.");
  }

  /** An engine that may be there. */
  static final class Candidate extends DockerClientProviderStrategy {

    private final TransportConfig transport;
    private final String override;

    /**
     * @param override where it publishes ports, by the user's word; null if there is none
     */
    Candidate(TransportConfig transport, String override) {
      this.transport = transport;
      this.override = override;
    }

    URI uri() {
      return transport.getDockerHost();
    }

    @Override
    public String getDescription() {
      return uri().toString();
    }

    @Override
    public TransportConfig getTransportConfig() throws InvalidConfigurationException {
      return transport;
    }

    private Engine connectWithin(Duration limit) throws IOException {
      if ("unix".equals(uri().getScheme()) && !Files.exists(Path.of(uri().getPath()))) {
        throw new IOException("there is no such socket");
      }
      if ("ssh".equals(uri().getScheme())) {
        throw new IOException(
            "ssh is not supported; forward the socket instead: ssh -L /tmp/docker.sock:"
                + SYSTEM_SOCKET
                + " "
                + uri().getHost());
      }
      // A thread of its own, because neither connecting nor reading has a limit in the client.
      CompletableFuture<Engine> connection = new CompletableFuture<>();
      Thread thread = new Thread(() -> complete(connection), "deploy-pipeline-docker-connect");
      thread.setDaemon(true);
      // Testcontainers finds its parts through it, and the caller may be a goal of another plugin.
      thread.setContextClassLoader(EngineFinder.class.getClassLoader());
      thread.start();
      return await(connection, limit);
    }

    private static Engine await(CompletableFuture<Engine> connection, Duration limit)
        throws IOException {
      try {
        return connection.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        connection.cancel(false);
        throw new IOException("no answer within " + limit.toSeconds() + " s", e);
      } catch (InterruptedException e) {
        connection.cancel(false);
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IOException(EngineFailure.said(e), e);
      }
    }

    private void complete(CompletableFuture<Engine> connection) {
      try {
        Engine engine = connect();
        if (!connection.complete(engine)) {
          engine.close(); // too late, nobody waits any more
        }
      } catch (IOException | RuntimeException | LinkageError e) {
        connection.completeExceptionally(e);
      }
    }

    private Engine connect() throws IOException {
      DockerClient client = getDockerClient();
      try {
        Version version = client.versionCmd().exec();
        if ("windows".equals(version.getOperatingSystem())) {
          throw new IOException("it runs Windows containers, and the images are for Linux");
        }
        return new Engine(
            client, new EngineAddress(uri(), PublishedHost.of(uri(), override, client)));
      } catch (IOException | RuntimeException e) {
        try {
          client.close();
        } catch (IOException alsoFailed) {
          e.addSuppressed(alsoFailed);
        }
        throw e;
      }
    }
  }
}
