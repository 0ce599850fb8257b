package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import java.util.concurrent.CountDownLatch;

/** The victim of {@link KilledBuildTest}: prints {@code ready}, then waits to be killed. */
public final class StartsContainersAndWaits {

  private StartsContainersAndWaits() {}

  /** Takes the service's name. */
  public static void main(String[] arguments) throws Exception {
    ContainerRuntime runtime = DockerServers.runtime(System.err::println);
    Server server = runtime.start(ServiceSettingsBuilder.service(arguments[0], "redis:7").build());
    System.out.println("ready");
    new CountDownLatch(1).await();
    throw new AssertionError("never reached, keeps " + server + " alive");
  }
}
