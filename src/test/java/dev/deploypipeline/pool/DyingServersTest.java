package dev.deploypipeline.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that end while pieces of them wait, are used or are being removed. */
@Timeout(20)
class DyingServersTest {

  private static final ServiceSettings DB =
      ServiceSettingsBuilder.service("db", "postgres:15")
          .expose(Map.of("db.url", "${jdbcUrl}"))
          .build();

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

  private ServicePool start(List<ServiceSettings> services, ContainerRuntime runtime) {
    PoolSettings settings =
        new PoolSettings(Profile.BALANCED, OptionalInt.of(1), Duration.ofSeconds(10));
    return ServicePool.start(services, settings, runtime, findings::add, InstantSource.system());
  }

  /** As a driver waits for a server. */
  private static void awaitWhateverInterrupts(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        latch.await();
        open = true;
      } catch (InterruptedException e) {
        // Drivers that read from a socket do not hear it.
      }
    }
  }

  @Test
  void aServerThatDiedIsStartedAgain() throws Exception {
    FakeServers runtime = new FakeServers();
    try (ServicePool pool = start(List.of(DB), runtime)) {
      pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "a");
      pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "b");
      runtime.servers.get(0).healthy = false;
      for (int i = 0; runtime.servers.size() == 1; i++) {
        pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "lease " + i);
      }
      assertThat(runtime.servers.get(0).closes).hasValue(1);
    }
    assertThat(findings)
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("does not answer any more"));
    assertThat(runtime.running()).isZero();
  }

  @Test
  void aPieceWhoseServerDiedWhileItWaitedIsNotHandedOver() throws Exception {
    FakeServers runtime = new FakeServers();
    try (ServicePool pool = start(List.of(DB), runtime)) {
      pool.awaitReady();
      runtime.servers.get(0).healthy = false;
      Leases leases = pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "a");
      assertThat(leases.properties().get("db.url")).contains(":2/");
    }
    assertThat(runtime.running()).isZero();
  }

  @Test
  void whatIsBeingRemovedWhenTheBuildEndsIsNoFinding() throws Exception {
    CountDownLatch removing = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    FakeServers runtime =
        new FakeServers() {
          @Override
          void destroy(String piece) throws IOException, InterruptedException {
            removing.countDown();
            awaitWhateverInterrupts(stopped);
            throw new IOException("the server is stopped");
          }

          @Override
          public Server start(ServiceSettings service) {
            Fake server =
                new Fake() {
                  @Override
                  public void close() {
                    super.close();
                    stopped.countDown();
                  }
                };
            servers.add(server);
            return server;
          }
        };
    try (ServicePool pool = start(List.of(DB), runtime)) {
      pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "a").close();
      removing.await();
    }
    assertThat(findings).extracting(Finding::severity).containsOnly(Finding.Severity.INFO);
  }
}
