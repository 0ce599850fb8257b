package dev.deploypipeline.runtime;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Leases;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServicePool;
import dev.deploypipeline.pool.SlotState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a lease costs the test that asks for it, when a piece is ready and when one has to be made,
 * beside starting a fresh server for each test class.
 *
 * <p>{@code mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt},
 * then {@code java -cp target/test-classes:target/classes:$(cat target/classpath.txt)
 * dev.deploypipeline.runtime.LeaseBenchmark}. The provider docker needs an engine with the images.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 20)
public class LeaseBenchmark {

  /** Who runs the servers. */
  @Param({"embedded", "docker"})
  public String provider;

  /** Image and isolation. */
  @Param({"postgres:15 database", "redis:7 logical-database", "redis:7 server"})
  public String service;

  private ServiceSettings settings;
  private ContainerRuntime servers;
  private ServicePool pool;
  private Leases leases;

  /** Runs this benchmark alone. */
  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(LeaseBenchmark.class.getName()).build()).run();
  }

  private ContainerRuntime runtime() throws IOException {
    return provider.equals("docker")
        ? DockerServers.runtime(finding -> {})
        : EmbeddedServers.runtime(
            new ClassPathArtifacts(),
            Path.of("target", "embedded-cache").toAbsolutePath(),
            finding -> {});
  }

  /** Starts the pool's servers. */
  @Setup(Level.Trial)
  public void startServers() throws IOException, InterruptedException {
    String[] words = service.split(" ", 2);
    settings = ServiceSettingsBuilder.service("bench", words[0]).isolation(words[1]).build();
    servers = runtime();
    pool =
        ServicePool.start(
            List.of(settings),
            new PoolSettings(Profile.BALANCED, OptionalInt.of(2), Duration.ofMinutes(1)),
            runtime(),
            finding -> {},
            InstantSource.system());
    pool.awaitReady();
  }

  /** Waits, outside of the measured time, until a piece is ready. */
  @Setup(Level.Invocation)
  public void awaitPiece() {
    while (pool.status().stream().noneMatch(slot -> slot.state() == SlotState.READY)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Leases a piece that is ready. */
  @Benchmark
  public Leases handOver() throws InterruptedException {
    leases = pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "benchmark");
    return leases;
  }

  /** Leases a piece that is ready and returns it, as the test sees it. */
  @Benchmark
  public void handOverAndReturn() throws InterruptedException {
    pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "benchmark").close();
  }

  /** Starts a server and stops it, as a test class does that brings its own. */
  @Benchmark
  public void freshServer() throws IOException, InterruptedException {
    try (Server server = servers.start(settings)) {
      server.isHealthy();
    }
  }

  /** Returns what was leased. */
  @TearDown(Level.Invocation)
  public void giveBack() {
    if (leases != null) {
      leases.close();
      leases = null;
    }
  }

  /** Stops the servers. */
  @TearDown(Level.Trial)
  public void stopServers() {
    pool.close();
    servers.close();
  }
}
