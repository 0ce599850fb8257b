package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

  @TempDir private Path base;

  private Snapshot now() throws IOException {
    return Snapshot.of(base, List.of(base.resolve("target"), base.resolve("build/report")));
  }

  @Test
  void whatWasMadeAndChangedWasWritten() throws IOException {
    Results.write(base, "target/same", "1");
    Results.write(base, "target/classes/changed", "1");
    Results.write(base, "target/gone", "1");
    Results.write(base, "other", "1");
    Snapshot before = now();
    Results.write(base, "target/classes/changed", "22");
    Results.write(base, "target/classes/deep/new", "1");
    Results.write(base, "build/report/new", "1");
    Results.write(base, "build/elsewhere", "1");
    Files.delete(base.resolve("target/gone"));
    Snapshot after = now();
    assertThat(after.writtenSince(before))
        .containsExactly("build/report/new", "target/classes/changed", "target/classes/deep/new");
    assertThat(after.goneSince(before)).containsExactly("target/gone");
    assertThat(after.paths())
        .containsExactly(
            "build/report/new", "target/classes/changed", "target/classes/deep/new", "target/same");
    assertThat(after.directories())
        .containsExactly("build/report", "target", "target/classes", "target/classes/deep");
    assertThat(after.writtenSince(after)).isEmpty();
  }

  @Test
  void aFileReplacedByOneOfEqualSizeAndTimeWasWritten() throws IOException {
    Results.write(base, "target/a", "abc");
    Results.write(base, "b", "xyz");
    Files.setLastModifiedTime(base.resolve("target/a"), FileTime.fromMillis(0));
    Files.setLastModifiedTime(base.resolve("b"), FileTime.fromMillis(0));
    Snapshot before = now();
    Files.move(base.resolve("b"), base.resolve("target/a"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(now().writtenSince(before)).containsExactly("target/a");
  }

  @Test
  void aFileWrittenAgainWithinTheTickWasWritten() throws IOException {
    // Whatever the size of a tick here: the first snapshot is taken to be in the same one.
    Results.write(base, "target/a", "abc");
    Path file = base.resolve("target/a");
    Clock sameTick = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-9));
    Snapshot before = Snapshot.of(base, List.of(base.resolve("target")), sameTick);
    assertThat(before.writtenSince(before)).isEmpty();
    Files.writeString(file, "xyz");
    assertThat(before.writtenSince(before))
        .as("with size and times as before")
        .containsExactly("target/a");
  }

  @Test
  void anOldFileThatChangedWasWritten() throws IOException {
    Results.write(base, "target/a", "abc");
    Results.write(base, "target/same", "abc");
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    Snapshot before = Snapshot.of(base, List.of(base.resolve("target")), late);
    Results.write(base, "target/a", "abcd");
    assertThat(now().writtenSince(before)).containsExactly("target/a");
  }

  @Test
  void timesThatLookLikeWholeSecondsAreTakenForSuch() {
    long second = 1_000_000_000L;
    assertThat(Snapshot.granularity(new Stat(0100644, 1, 2, 3, second, second))).hasSeconds(2);
    assertThat(Snapshot.granularity(new Stat(0100644, 1, 2, 3, second, second + 1))).hasMillis(20);
  }

  @Test
  void aMissingRootHasNothing() throws IOException {
    assertThat(now().paths()).isEmpty();
    assertThat(now().directories()).isEmpty();
  }

  @Test
  void linksAreToldAndNotFollowed() throws IOException {
    Results.write(base, "elsewhere/a", "1");
    Results.write(base, "target/a", "1");
    Files.createSymbolicLink(base.resolve("target/l"), base.resolve("elsewhere"));
    assertThat(now().paths()).containsExactly("target/a", "target/l");
    assertThat(now().links()).containsExactly("target/l");
  }

  @Test
  void aRootIsBelowTheBase() {
    assertThatThrownBy(() -> Snapshot.of(base, List.of(base.resolve("../other"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Snapshot.of(base, List.of(base)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRootMayBeAFile() throws IOException {
    Results.write(base, "target/a", "1");
    assertThat(Snapshot.of(base, List.of(Path.of("target/a"))).paths()).containsExactly("target/a");
  }
}
