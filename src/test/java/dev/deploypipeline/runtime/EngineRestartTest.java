package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.Leases;
import dev.deploypipeline.pool.ServicePool;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a restart of the engine does to a build: all of its containers end, and are still there. To
 * restart the real one would end the containers of others too.
 */
@Timeout(180)
@NeedsDocker
class EngineRestartTest {

  private static final ServiceSettings DB =
      ServiceSettingsBuilder.service("restarted-db", "postgres:15")
          .provider("docker")
          .size("1")
          .expose(Map.of("url", "${jdbcUrl}", "user", "${username}", "password", "${password}"))
          .build();
  private static final ServiceSettings CACHE =
      ServiceSettingsBuilder.service("restarted-cache", "redis:7")
          .provider("docker")
          .size("2")
          .expose(Map.of("cache", "${uri}"))
          .build();

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
  private final LiveDocker docker = new LiveDocker();

  @AfterEach
  void disconnect() {
    docker.close();
  }

  @Test
  void whoLeasesAfterARestartGetsPiecesOfFreshServersAndNothingIsLeft() throws Exception {
    try (ServicePool pool =
        ServicePool.start(
            List.of(DB, CACHE),
            PoolSettings.defaults(),
            DockerServers.runtime(findings::add),
            findings::add,
            InstantSource.system())) {
      pool.awaitReady();
      Leases before = lease(pool, "before");
      List<String> first = docker.containersOf(DB.name());
      for (String container : containers()) {
        docker.kill(container);
      }

      Leases after = lease(pool, "after");

      assertThat(select(after)).isEqualTo(1);
      assertThat(after.properties().get("cache")).isNotEqualTo(before.properties().get("cache"));
      assertThat(docker.containersOf(DB.name())).doesNotContainAnyElementsOf(first);
      before.close();
      after.close();
    }
    assertThat(containers()).isEmpty();
    assertThat(findings)
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("does not answer any more and is started again"));
  }

  private static Leases lease(ServicePool pool, String holder) throws InterruptedException {
    return pool.lease(LeaseScope.MODULE, Stage.INTEGRATION_TESTS, holder);
  }

  private List<String> containers() throws IOException {
    List<String> all = new ArrayList<>(docker.containersOf(DB.name()));
    all.addAll(docker.containersOf(CACHE.name()));
    return all;
  }

  private static int select(Leases leases) throws Exception {
    Map<String, String> facts = leases.properties();
    try (Connection connection =
            DriverManager.getConnection(
                facts.get("url"), facts.get("user"), facts.get("password"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1")) {
      row.next();
      return row.getInt(1);
    }
  }
}
