package dev.deploypipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  @TempDir private Path one;
  @TempDir private Path other;

  private static void write(Path root, String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }

  private static String digest(Path root) throws IOException {
    return new Sources(
            List.of(
                root.resolve("pom.xml"),
                root.resolve("src"),
                root.resolve("src/main"),
                root.resolve("missing")),
            List.of(root.resolve("src/target")))
        .digest(root);
  }

  @Test
  void equalFilesAreTheSameWhereverTheyAre() throws Exception {
    for (Path root : List.of(one, other)) {
      write(root, "pom.xml", "<project/>");
      write(root, "src/main/A.java", "a");
      write(root, "src/test/ATest.java", "t");
    }
    assertThat(digest(one)).isEqualTo(digest(other));
  }

  @Test
  void aChangeOfANameOrAContentIsSeen() throws Exception {
    write(one, "src/A.java", "a");
    String before = digest(one);
    Files.move(one.resolve("src/A.java"), one.resolve("src/B.java"));
    String moved = digest(one);
    assertThat(moved).isNotEqualTo(before);
    write(one, "src/B.java", "b");
    assertThat(digest(one)).isNotIn(before, moved);
  }

  @Test
  void whatABuildMakesIsNoSource() throws Exception {
    write(one, "src/A.java", "a");
    String before = digest(one);
    write(one, "src/target/A.class", "whatever");
    write(one, "elsewhere.txt", "whatever");
    assertThat(digest(one)).isEqualTo(before);
  }
}
