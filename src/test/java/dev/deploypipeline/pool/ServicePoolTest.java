package dev.deploypipeline.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServicePoolTest {

  private static final ServiceSettings DB =
      ServiceSettingsBuilder.service("db", "postgres:15")
          .expose(Map.of("db.url", "${jdbcUrl}", "env.DB_NAME", "${database}"))
          .build();
  private static final ServiceSettings CACHE =
      ServiceSettingsBuilder.service("cache", "redis:7")
          .expose(Map.of("cache.port", "${port}"))
          .build();
  private static final ServiceSettings PER_CLASS =
      ServiceSettingsBuilder.service("classes", "postgres:15")
          .scope("class")
          .expose(Map.of("class.url", "${jdbcUrl}"))
          .build();

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

  private ServicePool start(List<ServiceSettings> services, ContainerRuntime runtime) {
    return start(services, runtime, 1, Duration.ofSeconds(10));
  }

  private ServicePool start(
      List<ServiceSettings> services, ContainerRuntime runtime, int size, Duration timeout) {
    PoolSettings settings = new PoolSettings(Profile.BALANCED, OptionalInt.of(size), timeout);
    return ServicePool.start(services, settings, runtime, findings::add, InstantSource.system());
  }

  @Test
  void allServersOfAllServicesStartAtTheSameTime() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4); // opens only if all are being started
    FakeServers runtime =
        new FakeServers() {
          @Override
          public Server start(ServiceSettings service) throws IOException, InterruptedException {
            try {
              together.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IOException("not started in parallel", e);
            }
            return super.start(service);
          }
        };
    try (ServicePool pool = start(List.of(DB, CACHE), runtime, 2, Duration.ofSeconds(10))) {
      pool.awaitReady();
      pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "a").close();
    }
    assertThat(runtime.running()).isZero();
  }

  @Test
  void eachHolderGetsAPieceOfItsOwn() throws Exception {
    FakeServers runtime = new FakeServers();
    try (ServicePool pool = start(List.of(DB), runtime)) {
      Leases one = pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "one");
      Leases other = pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "other");
      assertThat(one.properties().get("db.url")).isNotEqualTo(other.properties().get("db.url"));
      assertThat(one.environment().get("DB_NAME")).startsWith("slot_");
      assertThat(one).asString().doesNotContain("jdbc:");
    }
  }

  @Test
  void aScopeGetsOnlyItsOwnServices() throws Exception {
    try (ServicePool pool = start(List.of(DB, PER_CLASS), new FakeServers())) {
      assertThat(pool.lease(LeaseScope.CLASS, Stage.UNIT_TESTS, "c").properties())
          .containsOnlyKeys("class.url");
      assertThat(pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "m").properties())
          .containsOnlyKeys("db.url");
      assertThat(pool.lease(LeaseScope.FORK, Stage.UNIT_TESTS, "f").properties()).isEmpty();
    }
  }

  @Test
  void whatWasLeasedIsReturnedWhenALaterServiceIsExhausted() throws Exception {
    try (ServicePool pool =
        start(List.of(DB, CACHE), new FakeServers(), 1, Duration.ofMillis(300))) {
      pool.awaitReady();
      try (Leases all = pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "catalog")) {
        assertThat(all.properties()).hasSize(2);
        assertThatThrownBy(() -> pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "orders"))
            .isInstanceOf(PoolException.class)
            .hasMessageContaining("service cache: no lease for orders")
            .hasMessageContaining("Held by: catalog for");
        assertThat(pool.status())
            .filteredOn(slot -> slot.service().equals("db"))
            .filteredOn(slot -> slot.state() == SlotState.LEASED)
            .hasSize(1);
      }
    }
  }

  @Test
  void anExclusiveServerIsReplacedBeforeItsSlotIsLeasedAgain() throws Exception {
    FakeServers runtime = new FakeServers();
    try (ServicePool pool = start(List.of(CACHE), runtime)) {
      Leases first = pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "first");
      String port = first.properties().get("cache.port");
      first.close();
      first.close();
      assertThat(
              pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "second")
                  .properties()
                  .get("cache.port"))
          .isNotEqualTo(port);
      assertThat(runtime.servers.get(0).closes).hasValue(1);
    }
    assertThat(runtime.running()).isZero();
  }

  @Test
  void startingDoesNotWaitForTheServers() {
    CountDownLatch never = new CountDownLatch(1);
    FakeServers runtime =
        new FakeServers() {
          @Override
          public Server start(ServiceSettings service) throws IOException, InterruptedException {
            never.await();
            return super.start(service);
          }
        };
    try (ServicePool pool = start(List.of(DB), runtime)) {
      assertThat(pool).isNotNull();
    }
    assertThat(runtime.started).hasValue(0);
  }

  @Test
  void whenOneFailsTheOthersAreStoppedAndTheErrorNamesServiceAndImage() {
    FakeServers runtime =
        new FakeServers() {
          @Override
          public Server start(ServiceSettings service) throws IOException, InterruptedException {
            if (service.name().equals("cache")) {
              throw new IOException("no disk left. Perhaps you should make room.");
            }
            return super.start(service);
          }
        };
    ServicePool pool = start(List.of(DB, CACHE), runtime);
    assertThatThrownBy(pool::awaitReady)
        .isInstanceOf(PoolException.class)
        .hasMessage(
            "service cache (image redis:7) could not be started: no disk left. Perhaps you should make room.");
    assertThat(runtime.running()).isZero();
  }

  @Test
  void aServerThatComesUpDuringTheStopIsStoppedToo() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    FakeServers runtime =
        new FakeServers() {
          @Override
          public Server start(ServiceSettings service) throws IOException, InterruptedException {
            starting.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              return super.start(service); // came up all the same
            }
            throw new IOException("unreachable");
          }
        };
    ServicePool pool = start(List.of(DB), runtime);
    starting.await();
    pool.close();
    assertThat(runtime.started).hasValue(1);
    assertThat(runtime.running()).isZero();
  }

  @Test
  void closingTwiceStopsOnce() throws Exception {
    FakeServers runtime = new FakeServers();
    ServicePool pool = start(List.of(CACHE), runtime);
    pool.awaitReady();
    pool.close();
    pool.close();
    assertThat(runtime.servers).singleElement().satisfies(s -> assertThat(s.closes).hasValue(1));
    assertThat(runtime.closed).hasValue(1);
    assertThat(findings)
        .extracting(Finding::message)
        .containsOnlyOnce("Stopped the servers of 1 service");
  }

  @Test
  void aServerThatCannotBeStoppedDoesNotKeepTheOthersRunning() throws Exception {
    FakeServers runtime =
        new FakeServers() {
          @Override
          public Server start(ServiceSettings service) throws IOException, InterruptedException {
            if (!service.equals(DB)) {
              return super.start(service);
            }
            Fake stubborn =
                new Fake() {
                  @Override
                  public void close() {
                    throw new IllegalStateException("stuck");
                  }
                };
            return stubborn;
          }
        };
    ServicePool pool = start(List.of(DB, CACHE), runtime);
    pool.awaitReady();
    assertThatThrownBy(pool::close).hasMessage("stuck");
    assertThat(runtime.running()).isZero();
  }

  @Test
  void contradictionsAreRefusedBeforeAnythingStarts() {
    FakeServers runtime = new FakeServers();
    assertThatThrownBy(() -> start(List.of(DB, DB), runtime))
        .hasMessageContaining("two services are named 'db'");
    ServiceSettings same =
        ServiceSettingsBuilder.service("other", "redis:7")
            .expose(Map.of("db.url", "${uri}"))
            .build();
    assertThatThrownBy(() -> start(List.of(DB, same), runtime))
        .hasMessageContaining("db and other both expose 'db.url'");
    ServiceSettings typo =
        ServiceSettingsBuilder.service("typo", "redis:7").expose(Map.of("x", "${prot}")).build();
    assertThatThrownBy(() -> start(List.of(typo), runtime)).hasMessageContaining("${prot}");
    assertThat(runtime.started).hasValue(0);
  }
}
