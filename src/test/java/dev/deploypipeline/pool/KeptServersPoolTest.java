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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool tells servers that may be kept, and when. */
@Timeout(20)
class KeptServersPoolTest {

  private static final ServiceSettings DB =
      ServiceSettingsBuilder.service("db", "postgres:15").build();
  private static final ServiceSettings CACHE =
      ServiceSettingsBuilder.service("cache", "redis:7").build();

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private boolean refuse;

  private final FakeServers runtime =
      new FakeServers() {
        @Override
        public Server start(ServiceSettings service) {
          Fake server =
              new Fake() {
                @Override
                public void prepared() {
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
}
