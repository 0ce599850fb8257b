package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One embedded PostgreSQL for all tests of a class, and migrations for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PostgresFixture {

  private static final Path CACHE = Path.of("target", "embedded-cache").toAbsolutePath();

  final ContainerRuntime runtime =
      EmbeddedServers.runtime(new ClassPathArtifacts(), CACHE, finding -> {});
  Server server;
  @TempDir Path directory;

  @BeforeAll
  void startOneServer() throws Exception {
    server = runtime.start(service(null));
  }

  @AfterAll
  void stopIt() {
    server.close();
  }

  static ServiceSettings service(Path migrations) {
    return ServiceSettingsBuilder.service("db", "postgres:15").migrations(migrations).build();
  }

  Path migrations(String name, String... sql) throws IOException {
    Path files = Files.createDirectories(directory.resolve(name));
    for (int i = 0; i < sql.length; i++) {
      Files.writeString(files.resolve("V" + (i + 1) + "__step.sql"), sql[i]);
    }
    return files;
  }
}
