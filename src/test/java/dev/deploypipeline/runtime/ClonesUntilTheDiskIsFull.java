package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The victim of {@link BrokenPostgresTest}: clones databases until its small disk is full, then
 * prints why it ended, and what was left.
 */
public final class ClonesUntilTheDiskIsFull {

  private ClonesUntilTheDiskIsFull() {}

  /**
   * Takes the cache directory, the directory that is small, and whether only the databases are
   * there, {@code true} or {@code false}; otherwise the temporary directory is it.
   */
  public static void main(String[] arguments) throws Exception {
    Path small = Path.of(arguments[1]);
    boolean onlyDatabases = Boolean.parseBoolean(arguments[2]);
    ContainerRuntime runtime =
        EmbeddedServers.runtime(
            new ClassPathArtifacts(), Path.of(arguments[0]), System.err::println);
    ServiceSettings service = ServiceSettingsBuilder.service("db", "postgres:15").build();
    try (Server server = runtime.start(service)) {
      PostgresAdmin admin = new PostgresAdmin(server.facts());
      if (onlyDatabases) {
        admin.execute("make room", "CREATE TABLESPACE small LOCATION '" + small + "'");
        admin.execute("move", "ALTER DATABASE template1 SET TABLESPACE small");
      }
      int made = cloneUntilFull(server, service);
      if (onlyDatabases) {
        System.out.println("healthy: " + server.isHealthy());
        System.out.println("databases left: " + (admin.databases("dp_").size() - made));
      }
    }
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      long left = files.filter(file -> file.toString().contains("deploy-pipeline-")).count();
      System.out.println("directories left: " + left);
    }
  }

  private static int cloneUntilFull(Server server, ServiceSettings service)
      throws InterruptedException {
    PostgresDatabases databases = new PostgresDatabases(service);
    int made = 0;
    try {
      // A hundred megabytes hold a dozen.
      for (; made < 100; made++) {
        databases.create(server, made, 0);
      }
      System.out.println("the disk is never full");
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
    return made;
  }
}
