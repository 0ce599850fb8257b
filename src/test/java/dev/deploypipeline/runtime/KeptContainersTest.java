package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.keep.KeptDirectory;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of containers that are kept. */
@Timeout(120)
@NeedsDocker
@EnabledOnOs(OS.LINUX)
class KeptContainersTest {

  private static final String SERVICE = "kept-containers";

  @TempDir private Path temp;
  private final List<Finding> findings = new ArrayList<>();
  private final LiveDocker docker = new LiveDocker();
  private final List<ContainerRuntime> runtimes = new ArrayList<>();
  private Duration idle = Duration.ofMinutes(5);
  private KeptDirectory kept;

  @BeforeEach
  void begin() throws IOException {
    kept = KeptDirectory.of(temp.resolve("kept"), temp);
  }

  @AfterEach
  void clean() throws Exception {
    kept.stop(true);
    runtimes.forEach(ContainerRuntime::close);
    assertThat(docker.containersOf(SERVICE)).isEmpty();
    assertThat(temp.resolve("kept")).isEmptyDirectory();
    docker.close();
  }

  @Test
  void theNextBuildGetsTheContainerOfTheFormerOne() throws Exception {
    Server first = start();
    List<String> containers = docker.containersOf(SERVICE);
    assertThat(first.letGo()).isTrue();
    Server second = start();
    assertThat(second.facts()).isEqualTo(first.facts());
    assertThat(docker.containersOf(SERVICE)).isEqualTo(containers).hasSize(1);
    assertThat(second.letGo()).isTrue();
    assertThat(findings)
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .startsWith("Service kept-containers uses the kept server at ");
  }

  @Test
  void aContainerThatSomebodyStoppedIsReplaced() throws Exception {
    start().letGo();
    docker.kill(docker.containersOf(SERVICE).get(0));
    Server second = start();
    assertThat(second.isHealthy()).isTrue();
    assertThat(docker.containersOf(SERVICE)).hasSize(1);
    assertThat(findings)
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .startsWith("Replaced a kept server of service kept-containers: ");
    second.close();
    assertThat(docker.containersOf(SERVICE)).isEmpty();
  }

  @Test
  void aContainerThatSomebodyPausedIsReplaced() throws Exception {
    start().letGo();
    String paused = docker.containersOf(SERVICE).get(0);
    docker.pause(paused);
    Server second = start();
    assertThat(docker.containersOf(SERVICE)).hasSize(1).doesNotContain(paused);
    second.close();
  }

  @Test
  void theContainerGoesWhenItWasIdleForTooLong() throws Exception {
    idle = Duration.ofSeconds(1);
    Server server = start();
    String container = docker.containersOf(SERVICE).get(0);
    ProcessHandle keeper = keeper();
    assertThat(server.letGo()).isTrue();
    docker.awaitRemoval(container);
    keeper.onExit().get(30, TimeUnit.SECONDS);
    assertThat(temp.resolve("kept")).isEmptyDirectory();
  }

  @Test
  void theContainerGoesWithItsKeeper() throws Exception {
    Server server = start();
    String container = docker.containersOf(SERVICE).get(0);
    assertThat(server.letGo()).isTrue();
    keeper().destroyForcibly();
    docker.awaitRemoval(container);
  }

  @Test
  void whatIsKilledTogetherWithItsKeeperIsRemovedByTheNextBuild() throws Exception {
    Server server = start();
    assertThat(server.letGo()).isTrue();
    ProcessHandle keeper = keeper();
    keeper.descendants().forEach(ProcessHandle::destroyForcibly);
    keeper.destroyForcibly();
    keeper.onExit().get(30, TimeUnit.SECONDS);
    DockerServers.runtime(findings::add).close();
    assertThat(docker.containersOf(SERVICE)).isEmpty();
    kept.sweep(Assertions::fail);
    assertThat(temp.resolve("kept")).isEmptyDirectory();
  }

  @Test
  void aBuildThatDoesNotKeepSparesTheContainersOfLivingKeepers() throws Exception {
    start().letGo();
    DockerServers.runtime(findings::add).close();
    assertThat(docker.containersOf(SERVICE)).hasSize(1);
    assertThat(findings).isEmpty();
  }

  private ProcessHandle keeper() {
    String directory = temp.resolve("kept").toString();
    return ProcessHandle.allProcesses()
        .filter(
            one -> {
              String line = one.info().commandLine().orElse("");
              return line.contains(directory) && line.contains("keep.Keeper");
            })
        .findFirst()
        .orElseThrow();
  }

  /** As a new build would. */
  private Server start() throws Exception {
    PoolSettings settings =
        new PoolSettings(Profile.BALANCED, OptionalInt.of(1), Duration.ZERO, Optional.of(idle));
    Keeping keeping =
        new Keeping(
            KeptDirectory.of(temp.resolve("kept"), temp),
            settings,
            InstantSource.system(),
            findings::add);
    ContainerRuntime runtime = DockerServers.runtime(Optional.of(keeping), findings::add);
    runtimes.add(runtime);
    return runtime.start(service());
  }

  private static ServiceSettings service() {
    return ServiceSettingsBuilder.service(SERVICE, "redis:7").build();
  }
}
