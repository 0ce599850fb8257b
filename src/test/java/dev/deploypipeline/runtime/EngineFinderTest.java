package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.dockerclient.TransportConfig;

/** Finding an engine, without one. */
@Timeout(20)
class EngineFinderTest {

  @TempDir private Path folder;

  @Test
  void whereNothingAnswersTheMessageSaysWhatWasTriedAndWhatToDo() {
    assertThatThrownBy(
            () ->
                EngineFinder.firstOf(
                    List.of(
                        candidate("unix://" + folder.resolve("none.sock")),
                        candidate("tcp://127.0.0.1:1"),
                        candidate("ssh://me@builder"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.sock (there is no such socket)")
        .hasMessageContaining("tcp://127.0.0.1:1 (")
        .hasMessageContaining("ssh://me@builder (ssh is not supported; forward the socket instead")
        .hasMessageContaining("Perhaps you should start Docker, set DOCKER_HOST");
  }

  @Test
  void aSocketThatIsSilentIsGivenUpSoon() throws IOException {
    Path socket = folder.resolve("silent.sock");
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      List<EngineFinder.Candidate> silentOne = List.of(candidate("unix://" + socket));
      assertThatThrownBy(() -> EngineFinder.firstOf(silentOne, Duration.ofSeconds(1)))
          .hasMessageContaining("silent.sock (no answer within 1 s)");
    }
  }

  @Test
  void theSocketsOfARootlessEngineAndOfDockerDesktopAreTriedWhereTheyAre() throws IOException {
    Path runtime = Files.createDirectories(folder.resolve("runtime"));
    Path home = Files.createDirectories(folder.resolve("home"));
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", runtime.toString());
    assertThat(new EngineFinder(environment, home).sockets())
        .containsExactly(URI.create("unix:///var/run/docker.sock"));

    Path rootless = Files.createFile(runtime.resolve("docker.sock"));
    Files.createDirectories(home.resolve(".docker/desktop"));
    Path desktop = Files.createFile(home.resolve(".docker/desktop/docker.sock"));

    assertThat(new EngineFinder(environment, home).sockets())
        .containsExactly(
            URI.create("unix://" + rootless),
            URI.create("unix:///var/run/docker.sock"),
            URI.create("unix://" + desktop));
  }

  @Test
  void portsAreBoundToLoopbackWhereTheEngineIsHereAndToTheGatewayWhereItIsBesideUs() {
    URI socket = URI.create("unix:///var/run/docker.sock");
    assertThat(new EngineAddress(socket, "localhost"))
        .returns("127.0.0.1", EngineAddress::host)
        .returns("127.0.0.1", EngineAddress::bind)
        .returns(false, EngineAddress::isExposed);
    assertThat(new EngineAddress(socket, "172.17.0.1"))
        .returns("172.17.0.1", EngineAddress::bind)
        .returns(false, EngineAddress::isExposed);
    assertThat(new EngineAddress(URI.create("tcp://builder:2376"), "builder"))
        .returns("builder", EngineAddress::host)
        .returns("0.0.0.0", EngineAddress::bind)
        .returns(true, EngineAddress::isExposed);
  }

  @Test
  void theGatewayIsReadFromTheRoutes() {
    assertThat(
            PublishedHost.defaultGateway(
                List.of(
                    "Iface\tDestination\tGateway \tFlags",
                    "eth0\t0011AC00\t00000000\t0001",
                    "eth0\t00000000\t010011AC\t0003")))
        .contains("172.17.0.1");
    assertThat(PublishedHost.defaultGateway(List.of())).isEmpty();
  }

  @Test
  void theClientIsKeptFromLoggingSecrets() {
    ClientLog.keepSecrets();
    assertThat(System.getProperty("org.slf4j.simpleLogger.log.com.github.dockerjava"))
        .isEqualTo("warn");
    assertThat(System.getProperty("maven.logger.log.org.testcontainers")).isEqualTo("warn");
  }

  private static EngineFinder.Candidate candidate(String uri) {
    return new EngineFinder.Candidate(
        TransportConfig.builder().dockerHost(URI.create(uri)).build(), null);
  }
}
