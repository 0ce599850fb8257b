package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.ContainerRuntime;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PoolSessionTest {

  private static final List<ServiceSettings> CACHE =
      List.of(
          ServiceSettingsBuilder.service("cache", "redis:7")
              .size("1")
              .expose(Map.of("cache.port", "${port}"))
              .build());

  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();
  private final PoolSession pool = PoolSession.of(session());

  @Test
  void aSessionAndItsCloneShareOnePool() {
    MavenSession session = session();
    assertThat(PoolSession.of(session.clone())).isSameAs(PoolSession.of(session));
    assertThat(PoolSession.of(session())).isNotSameAs(PoolSession.of(session));
  }

  @Test
  void aPoolOfAnotherClassRealmIsRefusedWithAdvice() {
    MavenSession session = session();
    PoolSession.of(session);
    session.getRepositorySession().getData().set("dev.deploypipeline.pool-session", new Object());
    assertThatThrownBy(() -> PoolSession.of(session)).hasMessageContaining("loaded twice");
  }

  @Test
  void withoutServicesNothingIsStartedAndNothingExposed() throws Exception {
    pool.configure(List.of(), PoolSettings.defaults(), this::runtime);
    pool.start();
    assertThat(pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "test").properties()).isEmpty();
    pool.close();
    assertThat(starts).hasValue(0);
  }

  @Test
  void servicesStartOnceHoweverOftenTheyAreAskedFor() throws Exception {
    pool.configure(CACHE, PoolSettings.defaults(), this::runtime);
    pool.start();
    pool.start();
    assertThat(pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "test").properties())
        .containsExactly(Map.entry("cache.port", "6380"));
    pool.close();
    pool.close();
    assertThat(starts).hasValue(1);
    assertThat(closes).hasValue(1);
  }

  @Test
  void askingForThePropertiesStartsWhatNobodyWarmedUp() throws Exception {
    pool.configure(CACHE, PoolSettings.defaults(), this::runtime);
    assertThat(pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "test").properties())
        .containsKey("cache.port");
    pool.close();
  }

  @Test
  void aServiceThatDoesNotStartFailsTheMojoThatNeedsIt() {
    pool.configure(
        CACHE,
        PoolSettings.defaults(),
        findings ->
            new FakeRuntime() {
              @Override
              public Server start(ServiceSettings service) throws IOException {
                throw new IOException("no binary");
              }
            });
    assertThatThrownBy(() -> pool.lease(LeaseScope.MODULE, Stage.UNIT_TESTS, "test"))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("service cache (image redis:7) could not be started: no binary");
  }

  @Test
  void nothingStartsAfterTheEndOfTheSession() {
    pool.configure(CACHE, PoolSettings.defaults(), this::runtime);
    pool.close();
    assertThatThrownBy(pool::start).hasMessageContaining("stopped already");
    assertThat(starts).hasValue(0);
  }

  @Test
  void theSessionsDirectoryAndWhatElseIsClosedGoWithIt() throws Exception {
    List<String> order = new ArrayList<>();
    pool.onClose(() -> order.add("first"));
    pool.onClose(() -> order.add("second"));
    Path directory = pool.directory();
    Files.writeString(directory.resolve("handshake"), "secret");
    assertThat(Files.getPosixFilePermissions(directory))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    pool.close();
    assertThat(directory).doesNotExist();
    assertThat(order).containsExactly("second", "first");
  }

  private ContainerRuntime runtime(Object findings) {
    return new FakeRuntime();
  }

  private class FakeRuntime implements ContainerRuntime {

    @Override
    public Server start(ServiceSettings service) throws IOException {
      starts.incrementAndGet();
      return new Server() {
        @Override
        public ConnectionFacts facts() {
          return ConnectionFacts.redis("127.0.0.1", 6380);
        }

        @Override
        public String description() {
          return "a fake";
        }

        @Override
        public boolean isHealthy() {
          return true;
        }

        @Override
        public void close() {
          closes.incrementAndGet();
        }
      };
    }

    @Override
    public ServerDivider divider(ServiceSettings service) {
      throw new AssertionError("whole servers are not divided");
    }
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private static MavenSession session() {
    return new MavenSession(
        null,
        new DefaultRepositorySystemSession(),
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult());
  }
}
