package dev.deploypipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.keep.Claim;
import dev.deploypipeline.keep.KeptDirectory;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a server goes on, and what of it must not fail a build. No server runs here. */
@Timeout(30)
class LastingServerTest {

  private static final ConnectionFacts FACTS = ConnectionFacts.redis("127.0.0.1", 4711);

  @TempDir private Path temp;
  private final List<String> warnings = new ArrayList<>();
  private int closes;
  private Claim claim;

  @BeforeEach
  void begin() throws IOException {
    claim = KeptDirectory.of(temp.resolve("kept"), temp).create(Duration.ofMinutes(30));
  }

  @Test
  void afterItsEndItIsNeitherHealthyNorLeased() throws Exception {
    LastingServer server = server(false, () -> true);
    assertThat(server.isHealthy()).isTrue();
    assertThat(server.letGo()).isTrue();
    assertThat(server.isHealthy()).isFalse();
    assertThat(server.accepts()).isFalse();
    assertThatThrownBy(() -> server.leased("it:shop:test", false))
        .isInstanceOf(IOException.class)
        .hasMessage("the build ends");
  }

  @Test
  void aLeaseIsHandedOutEvenIfItCannotBeWrittenDown() throws Exception {
    LastingServer server = server(false, () -> true);
    blockUserFile();
    server.leased("it:shop:test", false);
    server.returned("it:shop:test");
    assertThat(warnings).singleElement().asString().contains("pool-status");
    assertThat(record()).exists();
  }

  @Test
  void whatDependsOnLeasesBeingWrittenDownIsNotAdoptedWhereTheyAreNot() throws Exception {
    LastingServer server = server(true, () -> true);
    blockUserFile();
    server.leased("it:shop:test", false);
    assertThat(record()).doesNotExist();
    server.returned("it:shop:test");
    assertThat(server.letGo()).isFalse();
    assertThat(closes).isEqualTo(1);
  }

  @Test
  void aServerThatGivesItsNamesAgainDoesNotGoOnWithLeasesThatWereNotReturned() throws Exception {
    LastingServer server = server(true, () -> true);
    server.leased("it:shop:test", false);
    assertThat(server.letGo()).isFalse();
    assertThat(closes).isEqualTo(1);
  }

  @Test
  void whereItIsNotKnownWhetherThereIsRoomTheServerIsClosed() throws Exception {
    LastingServer server =
        server(
            false,
            () -> {
              throw new IOException("no such directory");
            });
    assertThat(server.letGo()).isFalse();
    assertThat(closes).isEqualTo(1);
    assertThat(warnings).singleElement().asString().contains("no such directory");
  }

  private void blockUserFile() throws IOException {
    Files.delete(directory().resolve("user"));
    Files.createDirectories(directory().resolve("user/in the way"));
  }

  private Path record() {
    return directory().resolve("server");
  }

  private Path directory() {
    return temp.resolve("kept").resolve(claim.id());
  }

  private LastingServer server(boolean namesAgain, LastingServer.Room room) throws IOException {
    KeptRecord record =
        new KeptRecord(
            "1d",
            temp.toString(),
            "cache",
            "fake",
            "redis:7",
            "a fake",
            FACTS.values(),
            "",
            "",
            Instant.EPOCH);
    claim.write(record);
    return new LastingServer(
        new Fake(),
        claim,
        record,
        new LastingServer.Terms(
            facts -> {
              throw new AssertionError("not looked at here");
            },
            room,
            Duration.ofMinutes(30),
            namesAgain,
            warnings::add));
  }

  private final class Fake implements Server {

    @Override
    public ConnectionFacts facts() {
      return FACTS;
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
      closes++;
    }
  }
}
