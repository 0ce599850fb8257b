package dev.deploypipeline.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrikeHistoryTest {

  private static final TaskId FORK = new TaskId("g:a", "surefire:test (default-test)");
  private static final Set<String> NONE = Set.of();

  @TempDir private Path directory;

  private Path file;

  @BeforeEach
  void chooseAFile() {
    file = directory.resolve("new/strikes.jsonl");
  }

  @Test
  void aFailureIsUnresolvedUntilAllTestsPassedWithoutTheOptions() throws Exception {
    open().failedTuned(FORK, Set.of("p.A.a", "p.B.b"));
    expect(true, 0);
    open().ranPlain(FORK, Set.of("p.C.c"));
    expect(true, 0);
    open().ranPlain(FORK, NONE);
    expect(false, 1);
  }

  @Test
  void whatFailsEitherWayIsNoStrikeAgainstTheOptions() throws Exception {
    open().failedTuned(FORK, Set.of("p.A.a"));
    open().ranPlain(FORK, Set.of("p.A.a"));
    expect(false, 0);
  }

  @Test
  void theSameTestTwiceCountsTwiceAndDifferentTestsOnceEach() throws Exception {
    for (String test : new String[] {"p.A.a", "p.B.b", "p.C.c"}) {
      open().failedTuned(FORK, Set.of(test));
      open().ranPlain(FORK, NONE);
    }
    expect(false, 1);
    open().failedTuned(FORK, Set.of("p.B.b"));
    open().ranPlain(FORK, NONE);
    expect(false, 2);
  }

  @Test
  void nothingIsForgottenHoweverManyRunsFollow() throws Exception {
    for (int i = 0; i < 2; i++) {
      open().failedTuned(FORK, Set.of("p.A.a"));
      open().ranPlain(FORK, NONE);
    }
    String before = Files.readString(file);
    StrikeHistory history = open();
    for (int i = 0; i < 1000; i++) {
      history.ranPlain(FORK, NONE);
    }
    assertThat(file).hasContent(before);
    expect(false, 2);
  }

  @Test
  void otherExecutionsOptionsAndFeatureVersionsAreOthers() throws Exception {
    open().failedTuned(FORK, Set.of("p.A.a"));
    TaskId other = new TaskId("g:b", FORK.name());
    assertThat(open().of(other)).isEqualTo(Strikes.NONE);
    assertThat(StrikeHistory.open(file, "-Xint", 17).of(FORK)).isEqualTo(Strikes.NONE);
    assertThat(StrikeHistory.open(file, "-Xopt", 21).of(FORK)).isEqualTo(Strikes.NONE);
    expect(true, 0);
  }

  @Test
  void ofManyFailuresAtOnceTheFirstOnesAreKept() throws Exception {
    open()
        .failedTuned(
            FORK,
            IntStream.range(0, 999)
                .mapToObj("p.A.a%03d"::formatted)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(Files.readString(file)).contains("p.A.a049").doesNotContain("p.A.a050");
    expect(true, 0);
  }

  @Test
  void afterAFailureThereIsSomethingToTell() throws Exception {
    StrikeHistory history = open();
    assertThatThrownBy(() -> history.failedTuned(FORK, NONE))
        .hasMessageContaining("no test of surefire:test (default-test) @ a failed");
  }

  @Test
  void anEmptyFileIsMadeWhichGitIgnores() throws Exception {
    open();
    assertThat(file).isEmptyFile();
    assertThat(file.resolveSibling(".gitignore")).hasContent("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"schema\":1,\"jdk", "[]", "{\"schema\":2}", "{\"schema\":1,\"jdk\":17}"})
  void whatMakesNoSenseMeansThatNobodyKnows(String line) throws Exception {
    open().failedTuned(FORK, Set.of("p.A.a"));
    Files.writeString(file, Files.readString(file) + line + "\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("line 2 of " + file + " makes no sense");
  }

  @Test
  void aFileThatCannotBeWrittenIsNoMemory() throws Exception {
    Files.createDirectories(file);
    assertThatThrownBy(this::open).isInstanceOf(IOException.class);
  }

  private void expect(boolean unresolved, int most) throws IOException {
    assertThat(open().of(FORK)).isEqualTo(new Strikes(unresolved, most));
  }

  private StrikeHistory open() throws IOException {
    return StrikeHistory.open(file, "-Xopt", 17);
  }
}
