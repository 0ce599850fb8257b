package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeDigestTest {

  @TempDir private Path directory;
  @TempDir private Path other;

  private final FileDigests digests =
      FileDigests.open(Path.of("/nowhere/digests"), Clock.systemUTC());

  private static void write(Path root, String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Digest tree(Path root) throws IOException {
    return digests.tree(root, any -> true);
  }

  @Test
  void treesOfEqualFilesAreEqualInWhateverOrderTheyWereMade() throws IOException {
    for (int i = 0; i < 50; i++) {
      write(directory, "d" + i % 5 + "/f" + i, "text " + i);
      write(other, "d" + (49 - i) % 5 + "/f" + (49 - i), "text " + (49 - i));
    }
    assertThat(tree(directory)).isEqualTo(tree(other));
  }

  @Test
  void namesContentsAndTheExecutableBitCount() throws IOException {
    write(directory, "a/b", "text");
    Digest before = tree(directory);

    write(directory, "a/b", "Text");
    assertThat(tree(directory)).isNotEqualTo(before);
    write(directory, "a/b", "text");
    assertThat(tree(directory)).isEqualTo(before);

    Files.setPosixFilePermissions(
        directory.resolve("a/b"), PosixFilePermissions.fromString("rwxr--r--"));
    assertThat(tree(directory)).isNotEqualTo(before);
    Files.setPosixFilePermissions(
        directory.resolve("a/b"), PosixFilePermissions.fromString("rw-r--r--"));
    Files.setLastModifiedTime(directory.resolve("a/b"), FileTime.from(Instant.EPOCH));
    assertThat(tree(directory)).isEqualTo(before);

    Files.move(directory.resolve("a/b"), directory.resolve("a/c"));
    assertThat(tree(directory)).isNotEqualTo(before);
  }

  @Test
  void aMissingDirectoryIsOtherThanAnEmptyOne() throws IOException {
    Digest missing = tree(directory.resolve("missing"));
    assertThat(missing).isNotEqualTo(tree(directory));
    assertThat(missing).isEqualTo(digests.classPathElement(directory.resolve("missing")));
    assertThat(digests.members(directory.resolve("missing"), any -> true)).isEmpty();
  }

  @Test
  void anEmptyDirectoryCounts() throws IOException {
    Digest empty = tree(directory);
    Files.createDirectories(directory.resolve("a/b"));
    assertThat(tree(directory)).isNotEqualTo(empty);
    assertThat(digests.members(directory, any -> true)).containsOnlyKeys("a/b/");
    assertThat(digests.tree(directory, name -> name.endsWith(".java"))).isEqualTo(empty);
  }

  @Test
  void whatIsNotWantedDoesNotCount() throws IOException {
    write(directory, "a/B.java", "text");
    Digest before = digests.tree(directory, name -> name.endsWith(".java"));
    write(directory, "a/b.txt", "text");
    assertThat(digests.tree(directory, name -> name.endsWith(".java"))).isEqualTo(before);
    assertThat(digests.members(directory, name -> name.endsWith(".java")))
        .containsOnlyKeys("a/B.java");
  }

  @Test
  void linksAreFollowed() throws IOException {
    write(other, "deep/f", "text");
    Files.createSymbolicLink(directory.resolve("deep"), other.resolve("deep"));
    assertThat(tree(directory)).isEqualTo(tree(other));
    write(other, "deep/f", "changed");
    assertThat(tree(directory)).isEqualTo(tree(other));
  }

  @Test
  void aLinkThatLeadsBackEndsThere() throws IOException {
    write(directory, "a/f", "text");
    Files.createSymbolicLink(directory.resolve("a/up"), Path.of(".."));
    Files.createSymbolicLink(directory.resolve("a/self"), Path.of("self"));
    assertThat(digests.members(directory, any -> true)).containsOnlyKeys("a/f", "a/self", "a/up/");
  }

  @Test
  void aLinkThatLeadsNowhereCountsByItsTarget() throws IOException {
    Files.createSymbolicLink(directory.resolve("l"), Path.of("nowhere"));
    Digest before = tree(directory);
    Files.delete(directory.resolve("l"));
    Files.createSymbolicLink(directory.resolve("l"), Path.of("elsewhere"));
    assertThat(tree(directory)).isNotEqualTo(before);
  }

  @Test
  void aDirectoryReachedTwiceCountsTwice() throws IOException {
    write(directory, "a/f", "text");
    Files.createSymbolicLink(directory.resolve("b"), Path.of("a"));
    assertThat(digests.members(directory, any -> true)).containsOnlyKeys("a/f", "b/f");
  }

  @Test
  void aFileIsNoTree() throws IOException {
    write(directory, "f", "text");
    assertThatThrownBy(() -> tree(directory.resolve("f")))
        .isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void timesInAJarDoNotCountButNamesContentsAndOrderDo() throws IOException {
    Digest before = digests.jar(jar("1.jar", 0, "a", "text a", "b", "text b"));
    assertThat(digests.jar(jar("2.jar", 86_400_000, "a", "text a", "b", "text b")))
        .isEqualTo(before);
    assertThat(
            List.of(
                before,
                digests.jar(jar("3.jar", 0, "a", "text a", "c", "text b")),
                digests.jar(jar("4.jar", 0, "a", "text a", "b", "text c")),
                digests.jar(jar("5.jar", 0, "b", "text b", "a", "text a")),
                digests.jar(jar("6.jar", 0, "a", "text a"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void ofTwoEntriesOfOneNameBothCount() throws IOException {
    Digest before = digests.jar(twice(jar("1.jar", 0, "a1", "text 1", "a2", "text 2")));
    assertThat(digests.jar(twice(jar("2.jar", 0, "a1", "text 3", "a2", "text 2"))))
        .isNotEqualTo(before);
    assertThat(digests.jar(twice(jar("3.jar", 0, "a1", "text 1", "a2", "text 3"))))
        .isNotEqualTo(before);
  }

  private static Path twice(Path jar) throws IOException {
    String bytes = Files.readString(jar, StandardCharsets.ISO_8859_1);
    return Files.writeString(jar, bytes.replace("a2", "a1"), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aFileThatIsNoJarCountsByItsContent() throws IOException {
    write(directory, "a", "PK no zip");
    write(directory, "b", "PK no zip");
    write(directory, "c", "PK no zap");
    write(directory, "empty", "");
    Digest digest = digests.jar(directory.resolve("a"));
    assertThat(digest).isEqualTo(digests.jar(directory.resolve("b")));
    assertThat(digest).isNotEqualTo(digests.jar(directory.resolve("c")));
    assertThat(digest).isEqualTo(digests.classPathElement(directory.resolve("a")));
    assertThat(digests.jar(directory.resolve("empty"))).isNotEqualTo(digest);
  }

  @Test
  void aClassPathElementIsADirectoryOrAJar() throws IOException {
    write(directory, "classes/A.class", "text");
    assertThat(digests.classPathElement(directory.resolve("classes")))
        .isEqualTo(tree(directory.resolve("classes")));
    Path jar = jar("1.jar", 0, "a", "text a");
    assertThat(digests.classPathElement(jar)).isEqualTo(digests.jar(jar));
  }

  private Path jar(String name, long time, String... namesAndTexts) throws IOException {
    Path jar = other.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        ZipEntry entry = new ZipEntry(namesAndTexts[i]);
        entry.setTime(1_600_000_000_000L + time);
        zip.putNextEntry(entry);
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return jar;
  }
}
