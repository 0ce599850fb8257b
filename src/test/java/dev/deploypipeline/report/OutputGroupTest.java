package dev.deploypipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputGroupTest {

  @TempDir private Path directory;

  private static String printed(OutputGroup group) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    group.printTo(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String[] files() {
    return directory.toFile().list();
  }

  @Test
  void smallOutputStaysInMemory() {
    OutputGroup group = new OutputGroup(10, directory);
    group.add("0123456\n");

    assertThat(files()).isEmpty();
    assertThat(printed(group)).isEqualTo("0123456\n");
  }

  @Test
  void outputBeyondTheLimitGoesThroughAFileThatIsDeletedAfterPrinting() {
    OutputGroup group = new OutputGroup(1_000, directory);
    String expected =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "line " + i + " \u00e4\u20ac\ud83d\ude00\n")
            .collect(Collectors.joining());
    expected.lines().forEach(line -> group.add(line + "\n"));

    assertThat(printed(group)).isEqualTo(expected);
    assertThat(files()).isEmpty();
    assertThat(group.problem()).isEmpty();
  }

  @Test
  void theLastLineIsEndedWhereTheTaskDidNot() {
    OutputGroup group = new OutputGroup(3, directory);
    group.add("no line end");
    group.add("");

    assertThat(printed(group)).isEqualTo("no line end\n");
  }

  @Test
  void whereNoFileCanBeCreatedTheOutputStaysInMemoryAndTheProblemIsTold() {
    OutputGroup group = new OutputGroup(3, directory.resolve("missing"));
    group.add("first line\n");
    group.add("second line\n");

    assertThat(printed(group)).isEqualTo("first line\nsecond line\n");
    assertThat(group.problem()).isPresent();
  }
}
