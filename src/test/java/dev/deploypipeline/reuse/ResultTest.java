package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTest {

  private static final Digest KEY = Digest.of("key");

  private final TaskResult result =
      Results.of(
          Results.file("target/a", "text a"),
          Results.executable(Results.file("target/größer 文", "x".repeat(70_000))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "..",
        "../a",
        "a/../../b",
        "a/./b",
        "a//b",
        "a/",
        "a\\..\\b",
        "."
      })
  void aPathThatLeadsOutOrIsNotPlainIsRefused(String path) {
    assertThatThrownBy(() -> Results.file(path, "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + path + "'");
    assertThatThrownBy(() -> new AttachedFile("jar", "", "jar", path, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new TaskResult(
                    List.of(), List.of(path), ProjectChanges.none(), Duration.ZERO, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileIsThereOnce() {
    assertThatThrownBy(() -> Results.of(Results.file("a", "1"), Results.file("a", "2")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aResultIsReadAsItWasWritten() throws IOException {
    assertThat(ActionResult.read(KEY, ActionResult.write(KEY, result))).contains(result);
  }

  @Test
  void aResultOfAnotherKeyIsNone() {
    byte[] written = ActionResult.write(Digest.of("other"), result);
    assertThatThrownBy(() -> ActionResult.read(KEY, written)).isInstanceOf(IOException.class);
  }

  @Test
  void aResultThatIsCutOffIsNone() {
    byte[] written = ActionResult.write(KEY, result);
    for (int length = 0; length < written.length; length++) {
      byte[] cut = Arrays.copyOf(written, length);
      assertThatThrownBy(() -> ActionResult.read(KEY, cut))
          .as("of %s bytes", length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFlippedBitNeverMakesAnotherResult() {
    byte[] written = ActionResult.write(KEY, result);
    int refused = 0;
    for (int bit = 0; bit < 8 * written.length; bit++) {
      byte[] damaged = written.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        Optional<TaskResult> read = ActionResult.read(KEY, damaged);
        assertThat(read).as("with bit %s flipped", bit).contains(result);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(4 * written.length);
  }

  @Test
  void whatOtherProgramsAddToTheMessageIsSkipped() throws IOException {
    byte[] written = ActionResult.write(KEY, result);
    // Field 9, execution metadata, as bazel-remote adds them; then fields of fixed width.
    byte[] added = {0x4a, 3, 0x0a, 1, 'w', 0x51, 1, 2, 3, 4, 5, 6, 7, 8, 0x5d, 1, 2, 3, 4};
    byte[] message = Arrays.copyOf(added, added.length + written.length);
    System.arraycopy(written, 0, message, added.length, written.length);
    assertThat(ActionResult.read(KEY, message)).contains(result);
  }

  @Test
  void theMessageNamesTheFilesForTheServer() {
    TaskResult one = Results.of(Results.executable(Results.file("a", "abc")));
    byte[] message = ActionResult.write(KEY, one);
    String hash = Digest.of("abc").hex();
    // output_files { path: "a" digest { hash: ... size_bytes: 3 } is_executable: true }
    assertThat(Arrays.copyOf(message, 77))
        .startsWith(0x12, 75, 0x0a, 1, 'a', 0x12, 68, 0x0a, 64)
        .endsWith(0x10, 3, 0x20, 1);
    assertThat(new String(message, 9, 64, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo(hash);
  }

  @Test
  void credentialsDoNotTellThePassword() {
    assertThat(new Credentials("me", "secret")).hasToString("Credentials[user=me]");
  }
}
