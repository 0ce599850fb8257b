package dev.deploypipeline.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Piece;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said, and what is left, when a database cannot be made. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class BrokenPostgresTest {

  private static final Path CACHE = Path.of("target", "embedded-cache").toAbsolutePath();
  private static final ServiceSettings SERVICE =
      ServiceSettingsBuilder.service("db", "postgres:15").build();

  /** Runs a command with a small file system in place of the directory, which nobody else sees. */
  private static final String MOUNTED =
      "mount -t tmpfs -o size=100m small \"$1\" && shift && exec \"$@\"";

  private final ContainerRuntime runtime =
      EmbeddedServers.runtime(new ClassPathArtifacts(), CACHE, finding -> {});

  @TempDir private Path directory;
  @TempDir private Path elsewhere;

  @Test
  void aServerThatWasKilledIsNotHealthyAndIsNamed() throws Exception {
    try (Server server = runtime.start(SERVICE)) {
      PostgresDatabases databases = new PostgresDatabases(SERVICE);
      databases.create(server, 0, 0);
      assertThat(server.isHealthy()).isTrue();
      ProcessHandle postmaster = postmaster(server);
      postmaster.destroyForcibly();
      postmaster.onExit().join();

      assertThat(server.isHealthy()).isFalse();
      assertThatThrownBy(() -> databases.create(server, 1, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("PostgreSQL at 127.0.0.1:" + server.facts().values().get("port"))
          .hasMessageContaining("cannot clone the database dp_1_g0_")
          .hasMessageContaining("Perhaps you should")
          .hasMessageNotContaining(server.facts().values().get("password"));
    }
  }

  private static ProcessHandle postmaster(Server server) throws Exception {
    String pid =
        new PostgresAdmin(server.facts())
            .use(
                "read the process id",
                connection -> {
                  try (Statement statement = connection.createStatement();
                      ResultSet row =
                          statement.executeQuery(
                              "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")) {
                    row.next();
                    return row.getString(1);
                  }
                });
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  @Test
  void aDatabaseThatABrokenConnectionLeftIsRemovedByTheFailureAndTheNextTrySucceeds()
      throws Exception {
    try (Server server = runtime.start(SERVICE)) {
      PostgresDatabases databases = new PostgresDatabases(SERVICE);
      Piece piece = databases.create(server, 0, 0);
      String name = piece.facts().values().get("database");
      piece.destroy();
      new PostgresAdmin(server.facts()).cloneDatabase(name, "template1"); // finished unheard

      assertThatThrownBy(() -> databases.create(server, 0, 0))
          .hasMessageContaining("already exists");
      assertThat(databases.create(server, 0, 0).facts().values()).containsEntry("database", name);
    }
  }

  @Test
  void aServerThatTakesConnectionsAndSaysNothingIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      PostgresAdmin admin =
          new PostgresAdmin(
              ConnectionFacts.postgres("127.0.0.1", silent.getLocalPort(), "u", "p", "db"),
              Duration.ofSeconds(1));
      assertThatThrownBy(() -> admin.execute("answer", "SELECT 1"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot answer");
    }
  }

  @Test
  void anInterruptedThreadMakesNothing() throws Exception {
    try (Server server = runtime.start(SERVICE)) {
      PostgresDatabases databases = new PostgresDatabases(SERVICE);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> databases.create(server, 0, 0))
          .isInstanceOf(InterruptedException.class);
      assertThat(new PostgresAdmin(server.facts()).databases("dp_")).isEmpty();
    } finally {
      // Not to be seen by the next test, should this one have failed.
      Thread.interrupted();
    }
  }

  @Test
  void aDiskThatIsFullOfDatabasesIsSaidAndHoldsNoHalfOne() throws Exception {
    assertThat(saidOnSmallDisk(true))
        .contains("cannot clone the database dp_")
        .contains("No space left on device")
        .contains("Perhaps you should make room on the disk")
        .contains("healthy: true")
        .contains("databases left: 0")
        .contains("directories left: 0");
  }

  @Test
  void aServerThatDiesOfAFullDiskSaysSoAndLeavesNoDirectory() throws Exception {
    assertThat(saidOnSmallDisk(false))
        .contains("cannot clone the database dp_")
        .contains("No space left on device")
        .contains("Perhaps you should make room on the disk")
        .contains("directories left: 0");
  }

  private String saidOnSmallDisk(boolean onlyDatabases) throws Exception {
    List<String> mounted =
        List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNTED, "sh");
    assumeTrue(
        ends(mounted, "true") == 0, "this machine does not let tests mount a small file system");
    Process jvm =
        builder(
                mounted,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + (onlyDatabases ? elsewhere : directory),
                "-cp",
                System.getProperty("java.class.path"),
                ClonesUntilTheDiskIsFull.class.getName(),
                CACHE.toString(),
                directory.toString(),
                Boolean.toString(onlyDatabases))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes(), UTF_8);
    assertThat(jvm.waitFor()).as(said).isZero();
    return said;
  }

  private ProcessBuilder builder(List<String> prefix, String... command) {
    List<String> words = new ArrayList<>(prefix);
    words.add(directory.toString());
    words.addAll(List.of(command));
    return new ProcessBuilder(words);
  }

  private int ends(List<String> prefix, String... command) throws Exception {
    return builder(prefix, command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
