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
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool tells servers that may be kept, and when; and what it does where that fails. */
@Timeout(20)
class KeptServersPoolTest {

  private static final ServiceSettings DB =
      ServiceSettingsBuilder.service("db", "postgres:15").build();
  private static final ServiceSettings CACHE =
      ServiceSettingsBuilder.service("cache", "redis:7")
          .expose(Map.of("cache.port", "${port}"))
          .build();

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private boolean refuse;
  private boolean returnFails;
  private final AtomicInteger unprepared = new AtomicInteger();
  private final AtomicInteger closingFails = new AtomicInteger();

  private final FakeServers runtime =
      new FakeServers() {
        @Override
        public Server start(ServiceSettings service) {
          Fake server =
              new Fake() {
                @Override
                public void prepared() throws IOException {
                  if (unprepared.getAndDecrement() > 0) {
                    throw new IOException("not prepared");
                  }
                  told.add("prepared");
                }

                @Override
                public void leased(String holder, boolean whole) throws IOException {
                  if (refuse) {
                    throw new IOException("no disk");
                  }
                  told.add((whole ? "leased whole: " : "leased: ") + holder);
                }

                @Override
                public void returned(String holder) {
                  told.add("returned: " + holder);
                  if (returnFails) {
                    throw new IllegalStateException("cannot be told");
                  }
                }

                @Override
                public void close() {
                  super.close();
                  if (closingFails.getAndDecrement() > 0) {
                    throw new UncheckedIOException("left behind", new IOException());
                  }
                }

                @Override
                public boolean letGo() {
                  told.add("let go");
                  return true;
                }
              };
          servers.add(server);
          return server;
        }
      };

  private ServicePool start(ServiceSettings service, Optional<Duration> keepIdle) {
    PoolSettings settings =
        new PoolSettings(Profile.BALANCED, OptionalInt.of(1), Duration.ofSeconds(10), keepIdle);
    return ServicePool.start(
        List.of(service), settings, runtime, findings::add, InstantSource.system());
  }

  private static Leases lease(ServicePool pool) throws InterruptedException {
    return pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "shop");
  }

  @Test
  void aServerIsPreparedBeforeItsFirstLeaseAndLetGoAtTheEnd() throws Exception {
    try (ServicePool pool = start(DB, Optional.of(Duration.ofMinutes(30)))) {
      Leases leases = lease(pool);
      leases.close();
      leases.close();
    }
    assertThat(told).containsExactly("prepared", "leased: shop", "returned: shop", "let go");
    assertThat(runtime.servers.get(0).closes).hasValue(0);
    assertThat(findings)
        .extracting(Finding::message)
        .contains(
            "Kept 1 server of 1 service for the next build; idle for 30 min, or with deploy-pipeline:pool-stop, they stop");
  }

  @Test
  void whatIsNotKeptIsStopped() throws Exception {
    try (ServicePool pool = start(DB, Optional.empty())) {
      lease(pool).close();
    }
    assertThat(told).doesNotContain("let go");
    assertThat(runtime.servers.get(0).closes).hasValue(1);
    assertThat(findings).extracting(Finding::message).contains("Stopped the servers of 1 service");
  }

  @Test
  void aWholeServerKnowsThatItIsLeasedBeforeTheTestGetsIt() throws Exception {
    try (ServicePool pool = start(CACHE, Optional.of(Duration.ofMinutes(30)))) {
      lease(pool);
      assertThat(told).containsExactly("prepared", "leased whole: shop");
    }
  }

  @Test
  void aLeaseThatTheServerRefusesIsNotHandedOut() throws Exception {
    try (ServicePool pool = start(DB, Optional.of(Duration.ofMinutes(30)))) {
      pool.awaitReady();
      refuse = true;
      assertThatThrownBy(() -> lease(pool))
          .isInstanceOf(PoolException.class)
          .hasMessage("service db: no lease for shop: no disk");
    }
    assertThat(told).doesNotContain("returned: shop");
  }

  @Test
  void aServerThatCannotBeClosedIsNotHandedOutAgain() throws Exception {
    try (ServicePool pool = start(CACHE, Optional.of(Duration.ofMinutes(30)))) {
      Leases first = lease(pool);
      closingFails.set(1);
      first.close();
      assertThat(lease(pool).properties()).isNotEqualTo(first.properties());
    }
    assertThat(runtime.started).hasValue(2);
    assertThat(findings)
        .extracting(Finding::message)
        .contains("service cache: a returned piece could not be removed: left behind");
  }

  @Test
  void aDeadServerThatCannotBeClosedIsReplacedAllTheSame() throws Exception {
    try (ServicePool pool = start(DB, Optional.of(Duration.ofMinutes(30)))) {
      pool.awaitReady();
      closingFails.set(1);
      runtime.servers.get(0).healthy = false;
      assertThat(lease(pool)).isNotNull();
    }
    assertThat(runtime.servers.get(0).closes).hasValue(1);
    assertThat(findings)
        .extracting(Finding::message)
        .anyMatch(message -> message.endsWith("cannot be stopped: left behind"));
  }

  @Test
  void aPieceWhoseServerCannotBePreparedIsDestroyed() throws Exception {
    unprepared.set(100);
    try (ServicePool pool = start(DB, Optional.of(Duration.ofMinutes(30)))) {
      assertThatThrownBy(() -> lease(pool)).hasMessageContaining("not prepared");
      assertThat(runtime.pieces).isEmpty();
    }
  }

  @Test
  void aLeaseWhoseReturnCannotBeToldIsReturnedAllTheSame() throws Exception {
    try (ServicePool pool = start(CACHE, Optional.of(Duration.ofMinutes(30)))) {
      Leases first = lease(pool);
      returnFails = true;
      assertThatThrownBy(first::close).hasMessage("cannot be told");
      assertThat(lease(pool)).isNotNull();
      returnFails = false;
    }
  }

  @Test
  void everyLeaseIsReturnedEvenIfOneCannotBe() {
    List<String> returned = new ArrayList<>();
    Leases leases =
        new Leases(
            Map.of(),
            Map.of(),
            List.of(
                () -> {
                  throw new IllegalStateException("cannot be told");
                },
                () -> returned.add("second")));
    assertThatThrownBy(leases::close).hasMessage("cannot be told");
    assertThat(returned).containsExactly("second");
  }

  @Test
  void aFailureThatAnotherTryWouldRepeatIsNotRetried() {
    AtomicInteger tries = new AtomicInteger();
    FakeServers runtime =
        new FakeServers() {
          @Override
          public Server start(ServiceSettings service) throws IOException {
            tries.incrementAndGet();
            throw new FinalFailure("the migration 'V1' failed", null);
          }
        };
    PoolSettings settings =
        new PoolSettings(Profile.BALANCED, OptionalInt.of(1), Duration.ofSeconds(10));
    ServicePool pool =
        ServicePool.start(List.of(CACHE), settings, runtime, findings::add, InstantSource.system());
    assertThatThrownBy(pool::awaitReady)
        .hasMessage(
            "service cache (image redis:7) could not be started: the migration 'V1' failed");
    assertThat(tries).hasValue(1);
  }
}
