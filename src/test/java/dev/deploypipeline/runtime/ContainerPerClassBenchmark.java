package dev.deploypipeline.runtime;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * What a test class pays that starts a container of its own with Testcontainers, to be read beside
 * {@link LeaseBenchmark}. Needs an engine with the images, and whatever Testcontainers needs there.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 11)
public class ContainerPerClassBenchmark {

  /** The image. */
  @Param({"postgres:15", "redis:7"})
  public String image;

  /** Starts a container, waits for it as Testcontainers' own modules do, and stops it. */
  @Benchmark
  public String startAndStop() {
    try (GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))) {
      if (image.startsWith("postgres")) {
        // As PostgreSQLContainer has it.
        container
            .withEnv("POSTGRES_PASSWORD", "test")
            .withExposedPorts(5432)
            .withCommand("postgres", "-c", "fsync=off")
            .waitingFor(
                Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2));
      } else {
        container.withExposedPorts(6379);
      }
      container.start();
      return container.getContainerId();
    }
  }
}
