package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The victim of {@link KilledJvmTest}: prints {@code ready} and the servers' process ids, then
 * waits to be killed.
 */
public final class StartsServersAndWaits {

  private StartsServersAndWaits() {}

  /** Takes the cache directory. */
  public static void main(String[] arguments) throws Exception {
    ContainerRuntime runtime =
        EmbeddedServers.runtime(
            new ClassPathArtifacts(), Path.of(arguments[0]), System.err::println);
    Server postgres = runtime.start(new ServiceSettings("db", "postgres:15", "embedded", Map.of()));
    Server redis = runtime.start(new ServiceSettings("cache", "redis:7", "embedded", Map.of()));
    StringBuilder line = new StringBuilder("ready");
    ProcessHandle.current()
        .descendants()
        .forEach(process -> line.append(' ').append(process.pid()));
    System.out.println(line);
    new CountDownLatch(1).await();
    throw new AssertionError("never reached, keeps " + postgres + " and " + redis + " alive");
  }
}
