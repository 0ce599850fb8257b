package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.reuse.Restorer.NotRestored;
import dev.deploypipeline.reuse.Restorer.Outcome;
import dev.deploypipeline.reuse.Restorer.Restored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorerTest {

  private static final Digest KEY = Digest.of("key");

  @TempDir private Path root;
  private Path base;
  private Path elsewhere;

  private final OutputFile first = Results.file("target/classes/p/a", "text a");
  private final OutputFile second = Results.executable(Results.file("target/b", "text b"));
  private final TaskResult result = Results.of(first, second);
  private final FileDigests digests =
      FileDigests.open(Path.of("/nowhere/digests"), Clock.systemUTC());
  private ResultStore store;

  @BeforeEach
  void storeTheResult() throws IOException {
    base = Files.createDirectory(root.resolve("module"));
    elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    store = ResultStore.local(elsewhere.resolve("store"), 1 << 20, Clock.systemUTC(), text -> {});
    assertThat(Results.put(elsewhere.resolve("built"), store, KEY, result)).isTrue();
  }

  private Path staging() {
    return elsewhere.resolve("staging");
  }

  private Outcome restore(TaskResult what, TaskState... before) {
    return new Restorer(store, digests, staging())
        .restore(base, what, before.length == 0 ? Optional.empty() : Optional.of(before[0]));
  }

  private static TaskState wrote(OutputFile... files) {
    return new TaskState(Fingerprint.builder().build(), List.of(files), true);
  }

  private void assertRefused(Outcome outcome, String reason) throws IOException {
    assertThat(outcome).isEqualTo(new NotRestored(reason));
    if (Files.exists(staging())) {
      assertThat(staging()).isEmptyDirectory();
    }
  }

  @Test
  void aResultIsRestoredIntoNothing() throws IOException {
    assertThat(restore(result)).isEqualTo(new Restored(2, 0, 0));
    assertThat(Results.below(base)).containsExactly("target/b=text b", "target/classes/p/a=text a");
    assertThat(base.resolve("target/empty")).isEmptyDirectory();
    assertThat(base.resolve("target/b")).isExecutable();
    assertThat(Files.getLastModifiedTime(base.resolve("target/b")))
        .isEqualTo(FileTime.from(Results.MODIFIED));
    assertThat(staging()).isEmptyDirectory();
  }

  @Test
  void whatIsThereAlreadyIsLeftAlone() throws IOException {
    restore(result);
    FileTime mine = FileTime.from(Instant.parse("2021-01-01T00:00:00Z"));
    Files.setLastModifiedTime(base.resolve("target/b"), mine);
    Files.writeString(base.resolve("target/classes/p/a"), "changed");
    assertThat(restore(result)).isEqualTo(new Restored(1, 1, 0));
    assertThat(Files.getLastModifiedTime(base.resolve("target/b"))).isEqualTo(mine);
    assertThat(Files.getLastModifiedTime(base.resolve("target/classes/p/a")))
        .isEqualTo(FileTime.from(Results.MODIFIED));
    assertThat(base.resolve("target/classes/p/a")).hasContent("text a");
    assertThat(restore(result)).isEqualTo(new Restored(0, 2, 0));
  }

  @Test
  void aFileThatLostItsExecutableBitGetsItBack() throws IOException {
    restore(result);
    assertThat(base.resolve("target/b").toFile().setExecutable(false)).isTrue();
    assertThat(restore(result)).isEqualTo(new Restored(1, 1, 0));
    assertThat(base.resolve("target/b")).isExecutable();
  }

  @Test
  void whatTheLastRunWroteAndTheResultLacksIsRemovedIfItIsAsItWas() throws IOException {
    Results.write(base, "target/classes/old/pack/x", "text x");
    Results.write(base, "target/classes/mine/y", "mine now");
    Results.write(base, "target/classes/other", "never ours");
    TaskState before =
        wrote(
            Results.file("target/classes/old/pack/x", "text x"),
            Results.file("target/classes/mine/y", "text y"),
            Results.file("target/classes/gone", "text z"),
            first);
    assertThat(restore(result, before)).isEqualTo(new Restored(2, 0, 1));
    assertThat(Results.below(base))
        .containsExactly(
            "target/b=text b",
            "target/classes/mine/y=mine now",
            "target/classes/other=never ours",
            "target/classes/p/a=text a");
    assertThat(base.resolve("target/classes/old")).doesNotExist();
  }

  @Test
  void aDirectoryOfTheResultStaysWhenItIsEmptyNow() throws IOException {
    Results.write(base, "target/empty/x", "text x");
    assertThat(restore(result, wrote(Results.file("target/empty/x", "text x"))))
        .isEqualTo(new Restored(2, 0, 1));
    assertThat(base.resolve("target/empty")).isEmptyDirectory();
  }

  @Test
  void aResultWhoseContentIsMissingLeavesEverythingAsItWas() throws IOException {
    Results.write(base, "target/b", "old");
    Files.delete(Results.place(elsewhere.resolve("store"), "cas", first.content()));
    assertRefused(restore(result), "the store lacks the content of target/classes/p/a");
    assertThat(Results.below(base)).containsExactly("target/b=old");
    assertThat(base.resolve("target/classes")).doesNotExist();
  }

  @Test
  void manyFilesAreFetchedAtOnceAndAllOfThemOrNone() throws IOException {
    OutputFile[] many =
        IntStream.range(0, 100)
            .mapToObj(i -> Results.file("target/f" + i + "/a", "text a"))
            .toArray(OutputFile[]::new);
    assertThat(restore(Results.of(many))).isEqualTo(new Restored(100, 0, 0));
    assertThat(Results.below(base)).hasSize(100).allMatch(file -> file.endsWith("/a=text a"));
    many[77] = Results.file("target/f77/a", "no such content");
    assertRefused(restore(Results.of(many)), "the store lacks the content of target/f77/a");
    many[77] = Results.file("target/f77/a", "text b");
    assertThat(restore(Results.of(many))).isEqualTo(new Restored(1, 99, 0));
  }

  @Test
  void noFileLeavesTheModuleThroughALink() throws IOException {
    Path outside = Files.createDirectory(elsewhere.resolve("outside"));
    Files.createDirectories(base.resolve("target"));
    Files.createSymbolicLink(base.resolve("target/classes"), outside);
    assertRefused(restore(result), "target/classes is a link");
    assertThat(outside).isEmptyDirectory();
    assertThat(base.resolve("target/b")).doesNotExist();
  }

  @Test
  void noFileIsRemovedThroughALink() throws IOException {
    Results.write(elsewhere, "outside/x", "text x");
    Files.createSymbolicLink(base.resolve("out"), elsewhere.resolve("outside"));
    assertThat(restore(result, wrote(Results.file("out/x", "text x"))))
        .isEqualTo(new Restored(2, 0, 0));
    assertThat(elsewhere.resolve("outside/x")).exists();
  }

  @Test
  void aLinkInTheFilesPlaceIsNotReplaced() throws IOException {
    Results.write(elsewhere, "outside/b", "text b");
    Files.createDirectories(base.resolve("target"));
    Files.createSymbolicLink(base.resolve("target/b"), elsewhere.resolve("outside/b"));
    assertRefused(restore(result), "target/b is a link");
  }

  @Test
  void aDirectoryInTheFilesPlaceIsNotReplaced() throws IOException {
    Results.write(base, "target/b/mine", "mine");
    assertRefused(restore(result), "target/b is no file");
    assertThat(Results.below(base)).containsExactly("target/b/mine=mine");
  }

  @Test
  void aFileInTheDirectorysPlaceIsNotReplaced() throws IOException {
    Results.write(base, "target/classes", "mine");
    assertRefused(restore(result), "target/classes is no directory");
  }

  @Test
  void aResultThatContradictsItselfIsRefused() throws IOException {
    TaskResult odd = Results.of(Results.file("target/a", "text a"), Results.file("target/a/b", ""));
    assertRefused(restore(odd), "the result has target/a as file and as directory");
  }

  @Test
  void aStoreThatThrowsIsToldAndNothingIsChanged() throws IOException {
    List<String> fetched = new ArrayList<>();
    ResultStore throwing =
        new FakeStore() {
          @Override
          public boolean fetch(OutputFile file, Path to) throws IOException {
            fetched.add(file.path());
            throw new IOException("disk full");
          }
        };
    Outcome outcome =
        new Restorer(throwing, digests, staging()).restore(base, result, Optional.empty());
    assertThat(outcome).isEqualTo(new NotRestored("java.io.IOException: disk full"));
    assertThat(base).isEmptyDirectory();
    assertThat(fetched).hasSize(1);
  }

  @Test
  void whatKilledBuildsLeftIsRemovedAfterADay() throws IOException {
    Results.write(staging(), "restore-1/0", "half");
    Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
    assertThat(restore(result)).isInstanceOf(Restored.class);
    assertThat(staging().resolve("restore-1")).exists();
    new Restorer(store, digests, staging(), FileSteps.real(), tomorrow)
        .restore(base.resolve("target"), result, Optional.empty());
    assertThat(staging()).isEmptyDirectory();
  }

  /** A store that has nothing. */
  private static class FakeStore implements ResultStore {
    @Override
    public Optional<TaskResult> find(Digest key) {
      return Optional.empty();
    }

    @Override
    public boolean put(
        Digest key, TaskResult what, java.util.function.Function<OutputFile, Path> where) {
      return false;
    }

    @Override
    public boolean fetch(OutputFile file, Path to) throws IOException {
      return false;
    }

    @Override
    public void close() {}
  }
}
