package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What test JVMs are told, above all which socket Ryuk mounts. */
class BrokerEnvironmentTest {

  private static final String MOUNTED = "TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE";
  private static final Path HOME = Path.of("/home/me");
  private static final Path BROKER = Path.of("/tmp/private/d1.sock");

  private static Map<String, String> of(String engine, boolean mac) {
    return new BrokerEnvironment(HOME, mac, Set.of()).of(URI.create(engine), "host", BROKER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://far:2375", "http://far:2375", "https://far:2376"})
  void whereTheEngineIsFarAwayContainersMountTheSocketOfItsMachine(String engine) {
    assertThat(of(engine, false))
        .isEqualTo(
            Map.of(
                MOUNTED,
                "/var/run/docker.sock",
                "TESTCONTAINERS_HOST_OVERRIDE",
                "host",
                "DOCKER_HOST",
                "unix:///tmp/private/d1.sock"));
  }

  @Test
  void theSocketOfAnEngineOfThisMachineIsMountedByItsPath() {
    assertThat(of("unix:///run/user/1000/docker.sock", false))
        .isEqualTo(
            Map.of(
                MOUNTED,
                "/run/user/1000/docker.sock",
                "DOCKER_HOST",
                "unix:///tmp/private/d1.sock"));
    assertThat(of("unix:///home/me/.docker/run/docker.sock", false))
        .as("a rootless engine's, which has no other")
        .containsEntry(MOUNTED, "/home/me/.docker/run/docker.sock");
  }

  @Test
  void theSocketOfDockerDesktopIsMountedByItsPathInTheVirtualMachine() {
    assertThat(of("unix:///home/me/.docker/desktop/docker.sock", false))
        .containsEntry(MOUNTED, "/var/run/docker.sock");
    assertThat(of("unix:///home/me/.docker/run/docker.sock", true))
        .containsEntry(MOUNTED, "/var/run/docker.sock");
    assertThat(of("unix:///home/me/.colima/default/docker.sock", true))
        .containsEntry(MOUNTED, "/var/run/docker.sock");
  }

  @Test
  void whatTheUserSetIsLeftAlone() {
    assertThat(
            new BrokerEnvironment(HOME, false, Set.of(MOUNTED, "TESTCONTAINERS_HOST_OVERRIDE"))
                .of(URI.create("tcp://far:2375"), "host", BROKER))
        .isEqualTo(Map.of("DOCKER_HOST", "unix:///tmp/private/d1.sock"));
  }
}
