package dev.deploypipeline.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServicePoolTest {

  private static final ServiceSettings DB =
      new ServiceSettings("db", "postgres:15", "auto", Map.of("db.url", "${jdbcUrl}"));
  private static final ServiceSettings CACHE =
      new ServiceSettings("cache", "redis:7", "auto", Map.of("cache.port", "${port}"));

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

  @Test
  void allServicesStartAtTheSameTimeAndOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2); // opens only if both are being started
    AtomicInteger starts = new AtomicInteger();
    try (ServicePool pool =
        start(
            List.of(DB, CACHE),
            service -> {
              starts.incrementAndGet();
              meet(together);
              return new FakeServer();
            })) {
      assertThat(pool.exposedProperties())
          .containsEntry("db.url", "jdbc:postgresql://127.0.0.1:1/db")
          .containsEntry("cache.port", "1");
      pool.exposedProperties();
      assertThat(starts).hasValue(2);
    }
  }

  @Test
  void startingDoesNotWaitForTheServers() {
    CountDownLatch never = new CountDownLatch(1);
    try (ServicePool pool = start(List.of(DB), service -> waitFor(never))) {
      assertThat(pool).isNotNull();
    }
  }

  @Test
  void whenOneFailsTheOthersAreStoppedAndTheErrorNamesServiceAndImage() {
    FakeServer healthy = new FakeServer();
    ServicePool pool =
        start(
            List.of(DB, CACHE),
            service -> {
              if (service.name().equals("cache")) {
                throw new IOException("no disk left. Perhaps you should make room.");
              }
              return healthy;
            });
    assertThatThrownBy(pool::exposedProperties)
        .isInstanceOf(PoolException.class)
        .hasMessage(
            "service cache (image redis:7) could not be started: no disk left. Perhaps you should make room.");
    assertThat(healthy.closes).hasValue(1);
  }

  @Test
  void aServerThatComesUpDuringTheStopIsStoppedToo() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    FakeServer late = new FakeServer();
    ServicePool pool =
        start(
            List.of(DB),
            service -> {
              starting.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                return late; // came up all the same
              }
              throw new IOException("unreachable");
            });
    starting.await();
    pool.close();
    assertThat(late.closes).hasValue(1);
  }

  @Test
  void closingTwiceStopsOnce() throws Exception {
    FakeServer server = new FakeServer();
    ServicePool pool = start(List.of(DB), service -> server);
    pool.exposedProperties();
    pool.close();
    pool.close();
    assertThat(server.closes).hasValue(1);
    assertThat(findings).extracting(Finding::message).containsOnlyOnce("Stopped 1 service");
  }

  @Test
  void aServerThatCannotBeStoppedDoesNotKeepTheOthersRunning() throws Exception {
    FakeServer stubborn =
        new FakeServer() {
          @Override
          public void close() {
            throw new IllegalStateException("stuck");
          }
        };
    FakeServer other = new FakeServer();
    ServicePool pool = start(List.of(DB, CACHE), service -> service.equals(DB) ? stubborn : other);
    pool.exposedProperties();
    assertThatThrownBy(pool::close).hasMessage("stuck");
    assertThat(other.closes).hasValue(1);
  }

  @Test
  void contradictionsAreRefusedBeforeAnythingStarts() {
    ContainerRuntime never =
        service -> {
          throw new AssertionError("started " + service);
        };
    assertThatThrownBy(() -> start(List.of(DB, DB), never))
        .hasMessageContaining("two services are named 'db'");
    ServiceSettings same =
        new ServiceSettings("other", "redis:7", "auto", Map.of("db.url", "${uri}"));
    assertThatThrownBy(() -> start(List.of(DB, same), never))
        .hasMessageContaining("db and other both expose 'db.url'");
    ServiceSettings typo = new ServiceSettings("typo", "redis:7", "auto", Map.of("x", "${prot}"));
    assertThatThrownBy(() -> start(List.of(typo), never)).hasMessageContaining("${prot}");
  }

  private ServicePool start(List<ServiceSettings> services, ContainerRuntime runtime) {
    return ServicePool.start(services, runtime, findings::add);
  }

  private static Server waitFor(CountDownLatch latch) throws IOException, InterruptedException {
    latch.await();
    throw new IOException("unreachable");
  }

  private static void meet(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException("not started in parallel", e);
    }
  }

  private static class FakeServer implements Server {
    final AtomicInteger closes = new AtomicInteger();

    @Override
    public ConnectionFacts facts() {
      return ConnectionFacts.postgres("127.0.0.1", 1, "u", "p", "db");
    }

    @Override
    public String description() {
      return "a fake";
    }

    @Override
    public void close() {
      closes.incrementAndGet();
    }
  }
}
