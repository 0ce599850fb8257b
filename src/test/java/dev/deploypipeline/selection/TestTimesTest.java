package dev.deploypipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.deploypipeline.history.ClassRecord;
import dev.deploypipeline.history.Machine;
import dev.deploypipeline.history.RunHistory;
import dev.deploypipeline.history.RunRecord;
import dev.deploypipeline.history.TaskRecord;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestTimesTest {

  private static final TaskId FIRST = new TaskId("g:a", "surefire:test (default-test)");
  private static final TaskId SECOND = new TaskId("g:a", "surefire:test (again)");

  @TempDir private Path root;

  private Path file() {
    return root.resolve(".mvn/deploy-pipeline/test-times.json");
  }

  private static TaskRecord record(TaskId task) {
    return new TaskRecord(
        task, Stage.UNIT_TESTS, Outcome.SUCCEEDED, Duration.ZERO, Duration.ofSeconds(1), true);
  }

  private void record(ClassRecord... classes) throws Exception {
    RunHistory.open(root.resolve(".mvn/deploy-pipeline/history"))
        .append(
            new RunRecord(
                Instant.EPOCH,
                Outcome.SUCCEEDED,
                Duration.ofSeconds(1),
                List.of(record(FIRST), record(SECOND)),
                List.of(classes),
                new Machine(2, "17", "3.9.16", 4)));
  }

  private static ClassRecord took(TaskId task, String name, long millis) {
    return new ClassRecord(task, name, Duration.ofMillis(millis));
  }

  @Test
  void theFileIsWrittenFromTheHistoryAndReadBack() throws Exception {
    record(took(FIRST, "p.B", 20), took(SECOND, "p.B", 5), took(FIRST, "p.A", 1_500));

    assertThat(TestSelection.recordTimes(root)).isEqualTo(file() + ": 2 test classes");

    assertThat(file())
        .hasContent(
            """
            {
              "schema" : 1,
              "millis" : {
                "g:a" : {
                  "surefire:test" : {
                    "p.A" : 1500,
                    "p.B" : 25
                  }
                }
              }
            }
            """);
    assertThat(TestTimes.read(file()).millis())
        .isEqualTo(Map.of(TestUnit.of(FIRST, "p.A"), 1_500L, TestUnit.of(FIRST, "p.B"), 25L));
  }

  @Test
  void aHistoryWithoutClassesWritesNoFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestSelection.recordTimes(root))
        .withMessageContaining("has no test class")
        .withMessageContaining("Perhaps you should");
    assertThat(file()).doesNotExist();
  }

  @Test
  void theHashIsThatOfTheTimesAndNotOfTheirLayout() throws Exception {
    record(took(FIRST, "p.A", 3), took(FIRST, "p.B", 4));
    TestSelection.recordTimes(root);
    String hash = TestTimes.read(file()).hash();

    String text = Files.readString(file());
    Files.writeString(file(), text.replaceAll("\\s+", "\r\n"));
    assertThat(TestTimes.read(file()).hash()).isEqualTo(hash);

    Files.writeString(file(), text.replace("4", "5"));
    assertThat(TestTimes.read(file()).hash()).isNotEqualTo(hash);
  }

  @Test
  void withoutAFileNothingIsKnown() {
    assertThat(TestTimes.read(file()).millis()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"schema\":2,\"millis\":{}}", "{\"schema\":1}", "{"})
  void aFileThatIsNoneIsRefused(String text) throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestTimes.read(file()))
        .withMessageContaining(file().toString())
        .withMessageContaining("mvn deploy-pipeline:test-times");
  }
}
