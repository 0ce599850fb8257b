package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.keep.Claim;
import dev.deploypipeline.keep.KeptDirectory;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.keep.KeptServer;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which server a build gets. The servers are fakes, their keepers real processes. */
@Timeout(60)
class KeepingTest {

  private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path temp;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private String binary = "1.0";
  private boolean healthy = true;
  private KeptDirectory kept;

  @BeforeEach
  void begin() throws IOException {
    kept = KeptDirectory.of(temp.resolve("kept"), temp);
  }

  @AfterEach
  void end() throws IOException {
    kept.stop(true);
    assertThat(kept.list(true)).isEmpty();
  }

  @Test
  void theNextBuildGetsTheServerOfTheFormerOne() throws Exception {
    Server first = start("app", 1);
    assertThat(first.letGo()).isTrue();
    now.set(BEGIN.plusSeconds(60));
    Server second = start("app", 1);
    assertThat(second.facts()).isEqualTo(first.facts());
    assertThat(events).containsExactly("start 1", "revive");
    assertThat(messages())
        .containsExactly("Service app uses the kept server at 127.0.0.1:4001, started 1 min ago");
    second.close();
  }

  @Test
  void aServerInUseIsNotShared() throws Exception {
    Server first = start("app", 1);
    Server second = start("app", 1);
    assertThat(second.facts()).isNotEqualTo(first.facts());
    assertThat(events).containsExactly("start 1", "start 2");
    first.close();
    second.close();
  }

  @Test
  void noMoreServersStayThanAreDeclared() throws Exception {
    Server first = start("app", 1);
    Server second = start("app", 1);
    assertThat(first.letGo()).isFalse();
    assertThat(second.letGo()).isTrue();
    assertThat(kept.list(false)).hasSize(1);
    assertThat(events).containsExactly("start 1", "start 2", "close 1");
  }

  @Test
  void anotherBinaryOrDeclarationReplacesTheServer() throws Exception {
    start("app", 1).letGo();
    binary = "1.1";
    Server server = start("app", 1);
    assertThat(events).containsExactly("start 1", "remove", "start 2");
    assertThat(messages())
        .containsExactly(
            "Replaced a kept server of service app: the service is declared differently now");
    server.letGo();
    assertThat(kept.list(false)).hasSize(1);
  }

  @Test
  void aServerOfAnotherServiceIsLeftAlone() throws Exception {
    start("app", 1).letGo();
    start("other", 1).letGo();
    assertThat(kept.list(false))
        .extracting(one -> one.server().service())
        .containsExactly("app", "other");
    assertThat(messages()).isEmpty();
  }

  @Test
  void aServerThatDoesNotAnswerIsReplaced() throws Exception {
    start("app", 1).letGo();
    healthy = false;
    start("app", 1).close();
    assertThat(events).containsExactly("start 1", "revive", "remove", "start 2", "close 2");
    assertThat(messages())
        .containsExactly("Replaced a kept server of service app: it does not answer");
    assertThat(kept.list(false)).isEmpty();
  }

  @Test
  void aServerWhoseKeeperIsDeadIsReplaced() throws Exception {
    Server server = start("app", 1);
    ProcessHandle keeper = ProcessHandle.of(claims.get(0).keeper().pid()).orElseThrow();
    server.letGo();
    keeper.destroyForcibly();
    keeper.onExit().get(30, TimeUnit.SECONDS);
    start("app", 1).close();
    assertThat(events).containsExactly("start 1", "remove", "start 2", "close 2");
  }

  @Test
  void aServerThatWasLeasedAsAWholeIsNeverUsedAgain() throws Exception {
    Server server = start("app", 1);
    server.leased("it:shop:test", true);
    assertThat(kept.list(false)).as("written down while it is leased").isEmpty();
    server.returned("it:shop:test");
    assertThat(server.letGo()).isFalse();
    assertThat(events).containsExactly("start 1", "close 1");
  }

  @Test
  void theHoldersOfLeasesAreWrittenDown() throws Exception {
    Server server = start("app", 1);
    server.leased("it:shop:test", false);
    server.leased("it:cart:test", false);
    server.returned("it:shop:test");
    KeptServer shown = kept.list(false).get(0);
    assertThat(shown.holders()).containsExactly("it:cart:test");
    assertThat(shown.user()).contains(ProcessHandle.current().pid());
    server.letGo();
    assertThat(kept.list(false).get(0).holders()).isEmpty();
    server.returned("it:cart:test");
  }

  @Test
  void aServerThatDoesNotStartLeavesNothing() throws Exception {
    Keeping.Provider broken =
        new Fake() {
          @Override
          public Server start(Claim claim) throws IOException {
            claim.launch(List.of(), List.of("cat"));
            throw new IOException("no disk");
          }
        };
    assertThatThrownBy(() -> keeping(1).server(service("app"), broken)).hasMessage("no disk");
    assertThat(temp.resolve("kept")).isEmptyDirectory();
  }

  @Test
  void aServerWhoseRemovalFailsIsGivenUpAllTheSame() throws Exception {
    start("app", 1).letGo();
    binary = "1.1";
    Keeping.Provider stuck =
        new Fake() {
          @Override
          public void remove(Claim claim) {
            throw new IllegalStateException("no engine answers");
          }
        };
    assertThatThrownBy(() -> keeping(1).server(service("app"), stuck))
        .hasMessage("no engine answers");
    assertThat(temp.resolve("kept")).isEmptyDirectory();
  }

  @Test
  void closingTwiceAndAfterLettingGoDoesNothing() throws Exception {
    Server server = start("app", 1);
    assertThat(server.letGo()).isTrue();
    server.close();
    assertThat(server.letGo()).isFalse();
    assertThat(kept.list(false)).hasSize(1);
  }

  private List<String> messages() {
    return findings.stream().map(Finding::message).toList();
  }

  private Server start(String service, int size) throws Exception {
    return keeping(size).server(service(service), new Fake());
  }

  private Keeping keeping(int size) {
    PoolSettings settings =
        new PoolSettings(
            Profile.BALANCED,
            OptionalInt.of(size),
            Duration.ZERO,
            Optional.of(Duration.ofMinutes(30)));
    return new Keeping(kept, settings, now::get, findings::add);
  }

  private static ServiceSettings service(String name) {
    return ServiceSettingsBuilder.service(name, "acme/app:1").ports(List.of(80)).build();
  }

  private class Fake implements Keeping.Provider {

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String binary() {
      return binary;
    }

    @Override
    public Server start(Claim claim) throws IOException {
      claims.add(claim);
      events.add("start " + claims.size());
      claim.launch(List.of(), List.of("cat"));
      return server(
          ConnectionFacts.container("127.0.0.1", Map.of(80, 4000 + claims.size())), claims.size());
    }

    @Override
    public Server revive(Claim claim, KeptRecord server) throws IOException {
      events.add("revive");
      if (!healthy) {
        throw new IOException("it does not answer");
      }
      return server(new ConnectionFacts(server.facts()), claims.size());
    }

    @Override
    public void remove(Claim claim) {
      events.add("remove");
    }

    private Server server(ConnectionFacts facts, int number) {
      return new Server() {
        @Override
        public ConnectionFacts facts() {
          return facts;
        }

        @Override
        public String description() {
          return "a fake";
        }

        @Override
        public boolean isHealthy() {
          return healthy;
        }

        @Override
        public void close() {
          events.add("close " + number);
        }
      };
    }
  }
}
