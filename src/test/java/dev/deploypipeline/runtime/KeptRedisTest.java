package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.keep.KeptDirectory;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the next build finds on a real Redis that was kept; its databases have no names. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class KeptRedisTest {

  private static final Path CACHE = Path.of("target", "embedded-cache").toAbsolutePath();

  @TempDir private Path temp;
  private final List<Finding> findings = new ArrayList<>();
  private KeptDirectory kept;

  @BeforeEach
  void begin() throws IOException {
    kept = KeptDirectory.of(temp.resolve("kept"), temp);
  }

  @AfterEach
  void end() throws IOException {
    kept.stop(true);
    assertThat(temp.resolve("kept")).isEmptyDirectory();
  }

  @Test
  void theNextBuildGetsAServerWhoseLeasesWereReturned() throws Exception {
    Server first = start();
    first.leased("it:shop:test", false);
    first.returned("it:shop:test");
    assertThat(first.letGo()).isTrue();
    Server second = start();
    assertThat(second.facts()).isEqualTo(first.facts());
    second.close();
  }

  @Test
  void aServerThatIsStillLeasedIsNotLetGo() throws Exception {
    Server first = start();
    first.leased("it:shop:test", false);
    assertThat(first.letGo()).isFalse();
    assertThat(kept.list(false)).isEmpty();
  }

  @Test
  void aServerThatWasLeasedWhenItsBuildWasKilledIsReplaced() throws Exception {
    Server first = start();
    assertThat(first.letGo()).isTrue();
    try (Stream<Path> directories = Files.list(temp.resolve("kept"))) {
      // As a killed build leaves it.
      Files.writeString(
          directories.findFirst().orElseThrow().resolve("user"),
          "host\nboot\n1\n2\nit:shop:test\n");
    }
    Server second = start();
    assertThat(second.facts()).isNotEqualTo(first.facts());
    assertThat(findings)
        .extracting(Finding::message)
        .containsExactly(
            "Replaced a kept server of service cache: tests of a former build may be using it still");
    second.close();
  }

  private Server start() throws Exception {
    PoolSettings settings =
        new PoolSettings(
            Profile.BALANCED, OptionalInt.of(1), Duration.ZERO, Optional.of(Duration.ofMinutes(5)));
    Keeping keeping =
        new Keeping(
            KeptDirectory.of(temp.resolve("kept"), temp),
            settings,
            InstantSource.system(),
            findings::add);
    return EmbeddedServers.runtime(
            new ClassPathArtifacts(), CACHE, Optional.of(keeping), findings::add)
        .start(
            ServiceSettingsBuilder.service("cache", "redis:7")
                .provider("embedded")
                .isolation("logical-database")
                .build());
  }
}
