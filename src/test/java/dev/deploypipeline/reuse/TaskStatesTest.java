package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskStatesTest {

  private static final TaskId COMPILE = new TaskId("org.acme:web", "compiler:compile (default)");
  private static final TaskId TEST = new TaskId("org.acme:web", "surefire:test (default)");
  private static final TaskId OTHER = new TaskId("org.acme:web-", "compiler:compile (default)");

  @TempDir private Path base;

  private final TaskState state =
      new TaskState(
          Fingerprint.builder()
              .text("jdk", "17")
              .files("sources", Map.of("src/A.java", Digest.of("a")))
              .build(),
          List.of(
              Results.file("target/a", "text a"),
              Results.executable(Results.file("target/b", "text b"))),
          true);
  private final TaskState failed =
      new TaskState(Fingerprint.builder().text("jdk", "25").build(), List.of(), false);

  private Path directory() {
    return base.resolve(".mvn/states");
  }

  private TaskStates open() {
    return TaskStates.open(
        directory(), FileDigests.open(base.resolve("digests"), Clock.systemUTC()));
  }

  private Path file() throws IOException {
    return Results.files(directory()).stream()
        .filter(path -> path.toString().endsWith(".json"))
        .findFirst()
        .orElseThrow();
  }

  private void keep(TaskId task, TaskState what) throws IOException {
    try (TaskStates states = open()) {
      states.put(task, what);
    }
  }

  @Test
  void whatWasNeverPutIsUnknown() {
    assertThat(open().of(COMPILE)).isEmpty();
    assertThat(directory()).doesNotExist();
  }

  @Test
  void theNextBuildKnowsWhatThisOnePut() throws IOException {
    try (TaskStates states = open()) {
      states.put(COMPILE, state);
      states.put(TEST, failed);
      assertThat(states.of(COMPILE)).contains(state);
    }
    keep(OTHER, failed);
    TaskStates states = open();
    assertThat(states.of(COMPILE)).contains(state);
    assertThat(states.of(TEST)).contains(failed);
    assertThat(states.of(OTHER)).contains(failed);
    assertThat(directory().resolve(".gitignore")).hasContent("*");
    assertThat(Results.files(directory())).hasSize(3);
  }

  @Test
  void aTaskMayBeForgotten() throws IOException {
    keep(COMPILE, state);
    try (TaskStates states = open()) {
      states.forget(COMPILE);
      assertThat(states.of(COMPILE)).isEmpty();
    }
    assertThat(open().of(COMPILE)).isEmpty();
  }

  @Test
  void aFileThatIsCutOffAnywhereIsUnknown() throws IOException {
    keep(COMPILE, state);
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThat(open().of(COMPILE)).as("of %s bytes", length).isEmpty();
    }
    keep(COMPILE, state);
    assertThat(open().of(COMPILE)).contains(state);
  }

  @Test
  void aDamagedFileIsUnknown() throws IOException {
    keep(COMPILE, state);
    Files.writeString(
        file(), Files.readString(file()).replace(Digest.of("a").hex(), Digest.of("b").hex()));
    assertThat(open().of(COMPILE)).isEmpty();
  }

  @Test
  void aFileOfAnotherVersionOrModuleIsUnknown() throws IOException {
    keep(COMPILE, state);
    String json = Files.readString(file()).lines().skip(1).findFirst().orElseThrow();
    assertThat(parsedBack(json)).isPresent();
    assertThat(parsedBack(json.replace("\"schema\":1", "\"schema\":2"))).isEmpty();
    assertThat(parsedBack(json.replace("org.acme:web", "org.acme:wob"))).isEmpty();
    assertThat(parsedBack(json.replace("\"files\":", "\"fools\":"))).isEmpty();
    assertThat(parsedBack(json.replace("target/a", "../../a"))).isEmpty();
  }

  private java.util.Optional<TaskState> parsedBack(String json) throws IOException {
    String header = Digest.of(json.getBytes(StandardCharsets.UTF_8)).hex();
    Files.writeString(file(), header + "\n" + json);
    return open().of(COMPILE);
  }

  @Test
  void aStateThatCannotBeWrittenIsTold() throws IOException {
    Results.write(base, ".mvn/states", "no directory");
    TaskStates states = open();
    states.put(COMPILE, state);
    assertThatThrownBy(states::close).isInstanceOf(IOException.class);
  }

  @Test
  void filesThatAreAsTheTaskLeftThemAreNotTouched() throws IOException {
    writeFiles();
    Files.setLastModifiedTime(base.resolve("target/a"), FileTime.fromMillis(0));
    assertThat(open().touched(base, state)).isEmpty();
  }

  @Test
  void filesThatAreOtherwiseAreTouched() throws IOException {
    writeFiles();
    Files.writeString(base.resolve("target/a"), "TEXT a");
    assertThat(open().touched(base, state)).containsExactly("target/a");
    Files.delete(base.resolve("target/a"));
    assertThat(open().touched(base, state)).containsExactly("target/a");
    Files.createSymbolicLink(
        base.resolve("target/a"), Files.writeString(base.resolve("x"), "text a"));
    assertThat(open().touched(base, state)).containsExactly("target/a");
    Files.setPosixFilePermissions(
        base.resolve("target/b"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(open().touched(base, state)).containsExactly("target/a", "target/b");
  }

  @Test
  void filesBelowWhatIsAFileNowAreTouched() throws IOException {
    Results.write(base, "target", "a file");
    assertThat(open().touched(base, state)).containsExactly("target/a", "target/b");
  }

  private void writeFiles() throws IOException {
    Results.write(base, "target/a", "text a");
    Results.write(base, "target/b", "text b");
    Files.setPosixFilePermissions(
        base.resolve("target/b"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
