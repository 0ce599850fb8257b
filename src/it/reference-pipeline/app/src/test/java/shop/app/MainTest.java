package shop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Main.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }

  @Test
  void helpListsTheCommands() {
    assertThat(run("help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("import <csv>")
        .contains("sales <from> <to>");
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertThat(run("sell")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("There is no command 'sell'.");
  }

  @Test
  void saysWhenAJobRunsNext() {
    assertThat(run("next", "0 2 * * *", "2026-03-01T12:00")).isZero();
    assertThat(out).hasToString("2026-03-02T02:00\n");
  }

  @Test
  void checksPromotions(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("spring.promotions");
    Files.writeString(file, "promotion \"spring\" priority 3 then 5 % off;");
    assertThat(run("promotions", file.toString())).isZero();
    Files.writeString(file, "promotion \"spring\" then 5 off;");
    assertThat(run("promotions", file.toString())).isEqualTo(1);
    assertThat(out).hasToString("3 spring\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("line 1, column");
  }
}
