package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.keep.Claim;
import dev.deploypipeline.keep.KeptDirectory;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people see of kept servers, and how they stop them. */
@Timeout(60)
class KeptServersTest {

  @TempDir private Path cache;
  @TempDir private Path project;
  private final List<Finding> findings = new ArrayList<>();

  @Test
  void whereNothingIsKeptThatIsSaid() throws Exception {
    assertThat(KeptServers.of(cache, project, false).status())
        .containsExactly("No kept servers of this project.");
    assertThat(KeptServers.of(cache, project, true).status()).containsExactly("No kept servers.");
    KeptServers.of(cache, project, false).stop(findings::add);
    assertThat(messages()).containsExactly("No kept servers of this project.");
  }

  @Test
  void aServerInUseIsNeverStoppedAndTheBuildIsNamed() throws Exception {
    Claim used = kept("db");
    kept("cache").release(Duration.ofMinutes(30));
    assertThatThrownBy(() -> KeptServers.of(cache, project, false).stop(findings::add))
        .hasMessage(
            "the kept server db (acme:1, fake, 127.0.0.1:4711) is in use by the build with process number %d, so it was not stopped. Perhaps you should wait for it.",
            ProcessHandle.current().pid());
    assertThat(messages())
        .containsExactly("Stopped the kept server cache (acme:1, fake, 127.0.0.1:4711)");
    assertThat(used.isKept()).isTrue();
    used.stop();
    assertThat(cache.resolve("kept")).isEmptyDirectory();
  }

  @Test
  void whereOthersCanReadThePasswordsABuildThatKeepsIsRefusedAndAnyOtherIsWarned()
      throws Exception {
    Path open = Files.createDirectory(cache.resolve("kept"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> runtime(Optional.of(Duration.ofMinutes(30))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chmod 700 " + open);
    runtime(Optional.empty());
    assertThat(messages()).singleElement().asString().contains("chmod 700 " + open);
  }

  @Test
  void inAContainerNothingIsKeptAndThatIsSaidOnce() throws Exception {
    Duration idle = Duration.ofMinutes(30);
    PoolSettings settings =
        new PoolSettings(Profile.BALANCED, OptionalInt.of(1), Duration.ZERO, Optional.of(idle));
    ContainerRuntime runtime =
        Providers.runtime(
            new ClassPathArtifacts(),
            Path.of("target", "embedded-cache").toAbsolutePath(),
            project,
            settings,
            findings::add,
            () -> true);
    Server server =
        runtime.start(
            ServiceSettingsBuilder.service("cache", "redis:7").provider("embedded").build());
    assertThat(server.letGo()).isFalse();
    assertThat(server.isHealthy()).isFalse();
    runtime.close();
    assertThat(messages())
        .singleElement()
        .asString()
        .startsWith("servers are not kept, because this build runs in a container: ");
  }

  private void runtime(Optional<Duration> keepIdle) {
    PoolSettings settings =
        new PoolSettings(Profile.BALANCED, OptionalInt.empty(), Duration.ZERO, keepIdle);
    Providers.runtime(
            new ClassPathArtifacts(), cache, project, settings, findings::add, () -> false)
        .close();
  }

  private Claim kept(String service) throws Exception {
    Claim claim = KeptDirectory.of(cache.resolve("kept"), project).create(Duration.ofMinutes(30));
    claim.launch(List.of(), List.of("cat"));
    claim.write(
        new KeptRecord(
            "1d",
            project.toString(),
            service,
            "fake",
            "acme:1",
            "a fake",
            Map.of("host", "127.0.0.1", "port", "4711"),
            "",
            "",
            Instant.now()));
    return claim;
  }

  private List<String> messages() {
    return findings.stream().map(Finding::message).toList();
  }
}
