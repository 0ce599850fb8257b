package dev.deploypipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.deploypipeline.config.Shard;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TaskId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardReportFilesTest {

  private static final TaskId TESTS = new TaskId("g:a", "surefire:test (default-test)");
  private static final ShardReport FIRST = report(1, "p.A");
  private static final ShardReport SECOND = report(2, "p.B");

  @TempDir private Path directory;

  private static ShardReport report(int number, String assigned) {
    ShardExecution execution =
        new ShardExecution(
            TESTS,
            false,
            false,
            new TreeSet<>(Set.of("p.A", "p.B")),
            new TreeSet<>(Set.of(assigned)),
            new TreeSet<>(Set.of(assigned)),
            new TreeMap<>(Map.of(assigned, 2)));
    return new ShardReport(
        new Shard(number, 2),
        Outcome.SUCCEEDED,
        "t",
        "c",
        false,
        List.of(execution),
        List.of(new ForkedTests(new TaskId("g:a", "x:report (y)"), "surefire:test (z)")));
  }

  @Test
  void reportsAreFoundInDirectoriesHoweverDeep() throws Exception {
    ShardReportJson.write(FIRST, directory.resolve("one/target/shard-1-of-2.json"));
    ShardReportJson.write(SECOND, directory.resolve("two/shard-2-of-2.json"));
    Files.writeString(directory.resolve("run.json"), "{}");

    assertThat(ShardVerification.of(List.of(directory)).problems()).isEmpty();
    assertThat(ShardReportJson.read(directory.resolve("two/shard-2-of-2.json"))).isEqualTo(SECOND);
  }

  @Test
  void aReportThatIsNamedTwiceIsOne() throws Exception {
    Path first = directory.resolve("shard-1-of-2.json");
    ShardReportJson.write(FIRST, first);
    ShardReportJson.write(SECOND, directory.resolve("shard-2-of-2.json"));

    assertThat(ShardVerification.of(List.of(directory, first)).problems()).isEmpty();
  }

  @Test
  void whereNoReportIsNobodyTakesThatForAProof() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShardVerification.of(List.of(directory)))
        .withMessageContaining(directory.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShardVerification.of(List.of(directory.resolve("none"))))
        .withMessageContaining("no report of a shard and no directory");
  }

  @Test
  void aReportThatCannotBeReadIsNamed() throws Exception {
    Path file = directory.resolve("shard-1-of-2.json");
    for (String text : List.of("", "{\"schema\":2}", "{\"schema\":1}", "{\"schema\":3}", "[")) {
      Files.writeString(file, text);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ShardVerification.of(List.of(file)))
          .withMessageContaining(file.toString())
          .withMessageContaining("Perhaps you should");
    }
  }
}
