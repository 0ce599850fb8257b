package dev.deploypipeline.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkHistoryTest {

  private static final TaskId FORK = new TaskId("g:a", "surefire:test (default-test)");

  @TempDir private Path directory;

  private Path file;

  @BeforeEach
  void chooseAFile() {
    file = directory.resolve("new/forks.jsonl");
  }

  @Test
  void whatWasAddedIsReadAgain() throws Exception {
    ForkRecord measured = record(JvmStart.TUNED, true, 1234, Optional.of(Duration.ofMillis(567)));
    ForkRecord unseen = record(JvmStart.PLAIN, false, 1, Optional.empty());
    ForkHistory first = open("17");
    assertThat(first.of(FORK)).isEmpty();
    first.add(measured);
    first.add(unseen);
    assertThat(first.of(FORK)).containsExactly(measured, unseen);
    assertThat(open("17").of(FORK)).containsExactly(measured, unseen);
    assertThat(open("17").of(new TaskId("g:b", FORK.name()))).isEmpty();
  }

  @Test
  void recordsOfAnotherMachineAreNotCompared() throws Exception {
    open("17").add(record(JvmStart.TUNED, true, 1, Optional.empty()));
    assertThat(open("21").of(FORK)).isEmpty();
  }

  @Test
  void timesWithOtherOptionsAreNotCompared() throws Exception {
    open("17").add(record(JvmStart.TUNED, true, 1, Optional.empty()));
    append(line("tuned"));
    assertThat(open("17").of(FORK)).hasSize(1);
  }

  @Test
  void gitIgnoresTheDirectory() throws Exception {
    open("17").add(record(JvmStart.TUNED, true, 1, Optional.empty()));
    assertThat(file.resolveSibling(".gitignore")).hasContent("*");
  }

  @Test
  void linesThatMakeNoSenseAreLeftOut() throws Exception {
    ForkRecord good = record(JvmStart.TUNED, true, 1, Optional.empty());
    open("17").add(good);
    append("{\"schema\":2,\"machine\":\"17\"}\n{\"schema\":2,\"mach");
    append("\n[]\nnull\n\u00ff\n");
    append(line("nothing-known"));
    open("17").add(good);
    ForkHistory history = open("17");
    assertThat(history.of(FORK)).containsExactly(good, good);
    assertThat(history.hasNewerRecords()).isFalse();
  }

  @Test
  void aLongFileIsShortenedToTheLatestRecords() throws Exception {
    open("17").add(record(JvmStart.TUNED, true, 1, Optional.empty()));
    append(line("plain").repeat(300));
    assertThat(open("17").of(FORK)).hasSize(60);
    assertThat(Files.readAllLines(file)).hasSize(60);
    assertThat(open("17").of(FORK)).hasSize(60);
  }

  @Test
  void whatANewerVersionWroteIsKept() throws Exception {
    open("17").add(record(JvmStart.TUNED, true, 1, Optional.empty()));
    append(line("plain").repeat(300) + "{\"schema\":3}\n");
    ForkHistory history = open("17");
    assertThat(history.hasNewerRecords()).isTrue();
    assertThat(history.of(FORK)).hasSize(60);
    assertThat(Files.readAllLines(file)).hasSize(302);
  }

  private static String line(String start) {
    return """
        {"schema":2,"machine":"17","module":"g:a","name":"surefire:test (default-test)","start":"%s","options":"","passed":true,"wallMs":1}
        """
        .formatted(start);
  }

  private void append(String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);
  }

  private ForkHistory open(String machine) throws IOException {
    return ForkHistory.open(file, machine);
  }

  private static ForkRecord record(
      JvmStart start, boolean passed, long wall, Optional<Duration> cpu) {
    return new ForkRecord(FORK, start, passed, Duration.ofMillis(wall), cpu);
  }
}
