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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore in which a file operation fails leaves what was there before. */
class InterruptedRestoreTest {

  @TempDir private Path root;

  private final TaskResult result =
      Results.of(
          Results.file("target/classes/new/a", "text a"),
          Results.file("target/classes/changed", "text b"),
          Results.file("target/same", "text c"));
  private final TaskState before =
      new TaskState(
          Fingerprint.builder().build(),
          List.of(
              Results.file("target/classes/old/deep/d", "text d"),
              Results.file("target/classes/changed", "old text")),
          true);

  /** Real steps, of which one fails and perhaps all after it. */
  private static final class FailingSteps implements FileSteps {

    private final FileSteps real = FileSteps.real();
    private final int failing;
    private final boolean onward;
    private int count;

    FailingSteps(int failing, boolean onward) {
      this.failing = failing;
      this.onward = onward;
    }

    private void step() throws IOException {
      int now = count++;
      if (now == failing || (onward && now > failing)) {
        throw new IOException("step " + now + " failed");
      }
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
      step();
      real.createDirectory(directory);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      step();
      real.move(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
      step();
      real.delete(path);
    }
  }

  private Path prepare(String name) throws IOException {
    Path base = root.resolve(name);
    Results.write(base, "target/classes/changed", "old text");
    Results.write(base, "target/classes/old/deep/d", "text d");
    Results.write(base, "target/same", "text c");
    Files.setLastModifiedTime(base.resolve("target/classes/changed"), FileTime.fromMillis(0));
    return base;
  }

  private Outcome restore(Path base, FileSteps steps) throws IOException {
    ResultStore store =
        ResultStore.local(root.resolve("store"), 1 << 20, Clock.systemUTC(), text -> {});
    Path built = root.resolve("built");
    Results.write(built, "target/classes/new/a", "text a");
    Results.write(built, "target/classes/changed", "text b");
    Results.write(built, "target/same", "text c");
    store.put(Digest.of("key"), result, file -> built.resolve(file.path()));
    FileDigests digests = FileDigests.open(root.resolve("digests"), Clock.systemUTC());
    return new Restorer(store, digests, root.resolve("staging"), steps, Clock.systemUTC())
        .restore(base, result, Optional.of(before));
  }

  private static List<String> everything(Path base) throws IOException {
    try (Stream<Path> paths = Files.walk(base)) {
      List<String> names = paths.map(path -> base.relativize(path).toString()).sorted().toList();
      return Stream.concat(names.stream(), Results.below(base).stream()).toList();
    }
  }

  @Test
  void aStepThatFailsLeavesWhatWasThere() throws IOException {
    int step = 0;
    Outcome outcome;
    do {
      Path base = prepare("base" + step);
      List<String> old = everything(base);
      outcome = restore(base, new FailingSteps(step, false));
      if (outcome instanceof NotRestored not) {
        assertThat(not.reason()).isEqualTo("java.io.IOException: step " + step + " failed");
        assertThat(everything(base)).as("after step %s failed", step).isEqualTo(old);
        assertThat(Files.getLastModifiedTime(base.resolve("target/classes/changed")))
            .isEqualTo(FileTime.fromMillis(0));
      } else {
        assertThat(everything(base))
            .containsExactly(
                "",
                "target",
                "target/classes",
                "target/classes/changed",
                "target/classes/new",
                "target/classes/new/a",
                "target/empty",
                "target/same",
                "target/classes/changed=text b",
                "target/classes/new/a=text a",
                "target/same=text c");
      }
      assertThat(Results.files(root.resolve("staging"))).isEmpty();
      step++;
    } while (outcome instanceof NotRestored);
    assertThat(outcome).isEqualTo(new Restored(2, 1, 1));
    assertThat(step).as("steps that a restore has, and one more").isEqualTo(9);
  }

  @Test
  void whatCannotBePutBackIsTold() throws IOException {
    Path base = prepare("base");
    Outcome outcome = restore(base, new FailingSteps(5, true));
    assertThat(outcome).isInstanceOf(NotRestored.class);
    assertThat(((NotRestored) outcome).reason())
        .startsWith("java.io.IOException: step 5 failed; and what was there is not back: [")
        .contains("step 6 failed", "step 10 failed");
  }
}
