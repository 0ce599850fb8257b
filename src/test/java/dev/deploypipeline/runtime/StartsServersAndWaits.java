package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.nio.file.Path;
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
    Server postgres = runtime.start(ServiceSettingsBuilder.service("db", "postgres:15").build());
    Server redis = runtime.start(ServiceSettingsBuilder.service("cache", "redis:7").build());
    StringBuilder line = new StringBuilder("ready");
    ProcessHandle.current()
        .descendants()
        .forEach(process -> line.append(' ').append(process.pid()));
    System.out.println(line);
    new CountDownLatch(1).await();
    throw new AssertionError("never reached, keeps " + postgres + " and " + redis + " alive");
  }
}
