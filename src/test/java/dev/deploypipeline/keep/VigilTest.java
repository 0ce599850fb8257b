package dev.deploypipeline.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a keeper stops its server. A lock of this JVM looks to it like one of another process. */
class VigilTest {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  @TempDir private Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(KeptRecords.CREATED);
  private final List<String> warnings = new ArrayList<>();
  private Entry entry;
  private Vigil vigil;

  @BeforeEach
  void begin() throws Exception {
    entry = new Entry(directory);
    Files.createFile(entry.lock());
    PrivateFiles.write(entry.limit(), Long.toString(LIMIT.toMillis()));
    PrivateFiles.write(entry.record(), "a record");
    vigil = new Vigil(entry, now::get, warnings::add);
  }

  @AfterEach
  void end() throws Exception {
    vigil.close();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Test
  void anIdleServerStaysUntilItsLimitAndNoLonger() throws Exception {
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    assertThat(entry.idleSince()).contains(KeptRecords.CREATED);
    pass(LIMIT);
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    pass(Duration.ofMillis(1));
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.EXPIRED);
    assertThat(vigil.owns()).isTrue();
  }

  @Test
  void useBeginsTheIdleTimeAnew() throws Exception {
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    try (EntryLock build = EntryLock.open(entry.lock())) {
      assertThat(build.tryOwnAndUse()).isTrue();
      pass(LIMIT.multipliedBy(2));
      assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
      assertThat(entry.idleSince()).isEmpty();
    }
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    pass(LIMIT.plusMillis(1));
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.EXPIRED);
  }

  @Test
  void aLookDoesNotKeepABuildFromTheServer() throws Exception {
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    try (EntryLock build = EntryLock.open(entry.lock())) {
      assertThat(build.tryOwnAndUse()).isTrue();
    }
  }

  @Test
  void aServerThatABuildHasJustGotIsNotStoppedHoweverLongItWasIdle() throws Exception {
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    pass(LIMIT.plusMillis(1));
    try (EntryLock build = EntryLock.open(entry.lock())) {
      // Between its two locks: it owns the server, and does not use it yet.
      assertThat(build.tryOwn()).isTrue();
      assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    }
  }

  @Test
  void aShorterLimitOfALaterBuildHolds() throws Exception {
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    PrivateFiles.write(entry.limit(), "1000");
    pass(Duration.ofMillis(1001));
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.EXPIRED);
  }

  @Test
  void aServerThatWasNeverCompleteGoesWithItsBuild() throws Exception {
    Files.delete(entry.record());
    EntryLock build = EntryLock.open(entry.lock());
    try (build) {
      assertThat(build.tryOwnAndUse()).isTrue();
      assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    }
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.ABANDONED);
  }

  @Test
  void aServerWhoseFilesAreGoneIsStopped() throws Exception {
    PrivateFiles.deleteTree(directory);
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.ABANDONED);
    Files.createDirectory(directory);
  }

  @Test
  void aServerStaysEvenIfItCannotBeWrittenDownSinceWhenItIsIdle() throws Exception {
    Files.createDirectories(entry.idle().resolve("in the way"));
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    pass(LIMIT);
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.STAY);
    pass(Duration.ofMillis(1));
    assertThat(vigil.look()).isEqualTo(Vigil.Decision.EXPIRED);
    assertThat(warnings).hasSize(1);
  }
}
