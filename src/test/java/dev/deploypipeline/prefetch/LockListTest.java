package dev.deploypipeline.prefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockListTest {

  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private static final LockedArtifact JAR =
      new LockedArtifact("org.example:one:jar:1.0", Optional.of(DIGEST));
  private static final LockedArtifact SOURCES =
      new LockedArtifact("org.example:one:jar:sources:1.0", Optional.of(DIGEST));
  private static final LockedArtifact SNAPSHOT =
      new LockedArtifact("org.example:alpha:jar:2-SNAPSHOT", Optional.empty());

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("below/artifacts.lock");
  }

  @Test
  void whatIsWrittenIsReadBackInOneOrder() throws IOException {
    new LockList(file()).write(List.of(SOURCES, SNAPSHOT, JAR));

    assertThat(new LockList(file()).read()).containsExactly(SNAPSHOT, JAR, SOURCES);
    assertThat(Files.readString(file()))
        .isEqualTo(
            "# deploy-pipeline artifacts 1\n"
                + "org.example:alpha:jar:2-SNAPSHOT -\n"
                + "org.example:one:jar:1.0 "
                + DIGEST
                + "\n"
                + "org.example:one:jar:sources:1.0 "
                + DIGEST
                + "\n");
  }

  @Test
  void theSameArtifactsDoNotTouchTheFile() throws IOException {
    assertThat(new LockList(file()).write(List.of(JAR, SOURCES))).isTrue();
    Object before = Files.getAttribute(file(), "unix:ino");

    assertThat(new LockList(file()).write(List.of(SOURCES, JAR))).isFalse();

    assertThat(Files.getAttribute(file(), "unix:ino")).isEqualTo(before);
    assertThat(new LockList(file()).write(List.of(SOURCES))).isTrue();
  }

  @Test
  void nothingButTheListIsLeftInItsDirectory() throws IOException {
    new LockList(file()).write(List.of(JAR));
    new LockList(file()).write(List.of(SOURCES));

    try (Stream<Path> files = Files.list(file().getParent())) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void noFileIsAnEmptyList() throws IOException {
    assertThat(new LockList(file()).read()).isEmpty();
  }

  @Test
  void commentsAndBlankLinesAreLeftOut() throws IOException {
    given("# deploy-pipeline artifacts 1\n\n# by hand\n" + JAR.coordinates() + "  " + DIGEST);

    assertThat(new LockList(file()).read()).containsExactly(JAR);
  }

  @Test
  void aListOfANewerVersionIsRefused() throws IOException {
    given("# deploy-pipeline artifacts 2\n");

    assertRefused("line 1 of " + file(), "schema 2");
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    given("hello\n");

    assertRefused("line 1 of " + file(), "does not begin with '# deploy-pipeline artifacts 1'");
  }

  @Test
  void aLineThatIsNoArtifactIsNamed() throws IOException {
    given("# deploy-pipeline artifacts 1\norg.example:one:jar:1.0 " + DIGEST + "\n<<<<<<< HEAD\n");

    assertRefused("line 3 of", "Perhaps you should write the list anew");
  }

  @Test
  void aBrokenDigestIsNamed() throws IOException {
    given("# deploy-pipeline artifacts 1\norg.example:one:jar:1.0 abc\n");

    assertRefused("line 2 of", "'abc' is not a SHA-256 digest");
  }

  private void given(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> new LockList(file()).read())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(words);
  }
}
