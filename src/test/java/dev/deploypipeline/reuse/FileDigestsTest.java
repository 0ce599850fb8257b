package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {

  private static final Digest LIE = Digest.of("a lie, to show that it is believed");
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  @TempDir private Path directory;

  private Path cache() {
    return directory.resolve("deep/in/digests");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** A clock so late that everything in the file system is old. */
  private static Clock late() {
    return Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
  }

  private FileDigests open() {
    return FileDigests.open(cache(), late());
  }

  /** A cache that says of the file what is not so, read at that time. */
  private void lie(Path file, long readAt) throws IOException {
    KnownFile.Read read = new KnownFile.Read(LIE, readAt);
    int today = (int) (late().millis() / 86_400_000);
    KnownFiles.write(
        cache(), Map.of(file.toString(), new KnownFile(Stat.of(file), today, read, read)));
  }

  private static long after(Path file, Duration time) throws IOException {
    return Stat.of(file).changed() + time.toNanos();
  }

  @Test
  void aFileHasTheDigestOfItsContent() throws IOException {
    assertThat(open().file(write("a", "abc"))).isEqualTo(Digest.of("abc"));
  }

  @Test
  void anUnchangedFileIsNotReadAgain() throws IOException {
    Path file = write("a", "abc");
    lie(file, after(file, Duration.ofSeconds(3)));
    FileDigests digests = open();
    assertThat(digests.file(file)).isEqualTo(LIE);
    assertThat(digests.jar(file)).isEqualTo(LIE);
    assertThat(digests.fileIfPresent(file)).contains(LIE);
  }

  @Test
  void aFileThatWasYoungWhenItWasReadIsReadAgain() throws IOException {
    Path file = write("a", "abc");
    Files.setLastModifiedTime(file, LONG_AGO);
    lie(file, after(file, Duration.ofMillis(1_900)));
    assertThat(open().file(file)).isEqualTo(Digest.of("abc"));
  }

  @Test
  void aFileWithATimeInTheFutureIsReadAgain() throws IOException {
    Path file = write("a", "abc");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofDays(9))));
    lie(file, after(file, Duration.ofHours(1)));
    assertThat(open().file(file)).isEqualTo(Digest.of("abc"));
  }

  @Test
  void anotherFileOfEqualSizeAndTimeMovedThereIsRead() throws IOException {
    Path file = write("a", "abc");
    Path other = write("b", "xyz");
    Files.setLastModifiedTime(file, LONG_AGO);
    Files.setLastModifiedTime(other, LONG_AGO);
    FileDigests digests = open();
    assertThat(digests.file(file)).isEqualTo(Digest.of("abc"));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(digests.file(file)).isEqualTo(Digest.of("xyz"));
  }

  @Test
  void aFileRewrittenInPlaceWithItsOldTimeIsRead() throws IOException {
    Path file = write("a", "abc");
    Files.setLastModifiedTime(file, LONG_AGO);
    FileDigests digests = open();
    assertThat(digests.file(file)).isEqualTo(Digest.of("abc"));
    long before = Stat.of(file).changed();
    do { // the clock says that it is late, so this must not be the same tick
      Files.writeString(file, "xyz");
      Files.setLastModifiedTime(file, LONG_AGO);
    } while (Stat.of(file).changed() == before);
    assertThat(digests.file(file)).isEqualTo(Digest.of("xyz"));
  }

  @Test
  void whatWasReadIsRememberedByTheNextBuild() throws IOException {
    Path file = write("a", "abc");
    try (FileDigests digests = open()) {
      digests.file(file);
      digests.jar(file);
    }
    KnownFile known = KnownFiles.read(cache()).get(file.toString());
    assertThat(known.content().digest()).isEqualTo(Digest.of("abc"));
    assertThat(known.entries().digest()).isNotEqualTo(known.content().digest());
    assertThat(known.stat()).isEqualTo(Stat.of(file));
  }

  @Test
  void aFileThatNobodyAskedForIn30DaysIsForgotten() throws IOException {
    Path old = write("old", "abc");
    Path asked = write("asked", "abc");
    try (FileDigests digests = open()) {
      digests.file(old);
      digests.file(asked);
    }
    Clock in20Days = Clock.offset(late(), Duration.ofDays(20));
    try (FileDigests digests = FileDigests.open(cache(), in20Days)) {
      digests.file(asked);
    }
    assertThat(KnownFiles.read(cache())).containsOnlyKeys(old.toString(), asked.toString());
    Clock in40Days = Clock.offset(late(), Duration.ofDays(40));
    try (FileDigests digests = FileDigests.open(cache(), in40Days)) {
      digests.file(write("new", "abc"));
    }
    assertThat(KnownFiles.read(cache())).doesNotContainKey(old.toString()).hasSize(2);
  }

  @Test
  void aCacheThatIsCutOffAnywhereIsEmpty() throws IOException {
    Path file = write("a", "abc");
    lie(file, after(file, Duration.ofSeconds(3)));
    byte[] whole = Files.readAllBytes(cache());
    for (int length = 0; length < whole.length; length++) {
      Files.write(cache(), java.util.Arrays.copyOf(whole, length));
      assertThat(KnownFiles.read(cache())).as("of %s bytes", length).isEmpty();
    }
    assertThat(open().file(file)).isEqualTo(Digest.of("abc"));
  }

  @Test
  void aCacheWithAFlippedBitIsEmpty() throws IOException {
    Path file = write("a", "abc");
    lie(file, after(file, Duration.ofSeconds(3)));
    byte[] whole = Files.readAllBytes(cache());
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(cache(), damaged);
      assertThat(KnownFiles.read(cache())).as("with bit %s flipped", bit).isEmpty();
    }
  }

  @Test
  void aCacheOfAnotherVersionIsEmpty() throws IOException {
    Path file = write("a", "abc");
    lie(file, after(file, Duration.ofSeconds(3)));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(cache()));
    int version = Long.BYTES;
    bytes.putInt(version, bytes.getInt(version) + 1);
    CRC32C sum = new CRC32C();
    int end = bytes.capacity() - Long.BYTES;
    sum.update(bytes.array(), 0, end);
    Files.write(cache(), bytes.putLong(end, sum.getValue()).array());
    assertThat(KnownFiles.read(cache())).isEmpty();
    Files.write(cache(), bytes.putInt(version, bytes.getInt(version) - 1).array());
    assertThat(KnownFiles.read(cache())).as("with the sum of the other").isEmpty();
  }

  @Test
  void aCacheThatCannotBeWrittenIsTold() throws IOException {
    FileDigests digests = FileDigests.open(write("a", "abc").resolve("digests"), late());
    digests.file(directory.resolve("a"));
    assertThatThrownBy(digests::close).isInstanceOf(IOException.class);
  }

  @Test
  void aMissingFileIsNone() throws IOException {
    Path missing = directory.resolve("missing");
    assertThat(open().fileIfPresent(missing)).isEmpty();
    assertThatThrownBy(() -> open().file(missing)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void twoBuildsLeaveTheCacheOfOneOfThem() throws IOException {
    FileDigests one = open();
    FileDigests other = open();
    one.file(write("a", "abc"));
    other.file(write("b", "xyz"));
    one.close();
    other.close();
    assertThat(KnownFiles.read(cache())).containsOnlyKeys(directory.resolve("b").toString());
    assertThat(cache().getParent().toFile().list()).containsExactly("digests");
  }

  @Test
  void theTimeOfReadingIsThatOfTheClock() throws IOException {
    Instant noon = Instant.parse("2030-01-01T12:00:00Z");
    Path file = write("a", "abc");
    try (FileDigests digests = FileDigests.open(cache(), Clock.fixed(noon, ZoneOffset.UTC))) {
      digests.file(file);
    }
    assertThat(KnownFiles.read(cache()).get(file.toString()).content().at())
        .isEqualTo(Stat.nanos(noon));
  }

  @Test
  void anOutputIsRecordedAsItIsAndHeldUntilItChanges() throws IOException {
    Path file = write("a", "abc");
    Files.setLastModifiedTime(file, FileTime.from(Results.MODIFIED));
    assertThat(open().output(directory, "a")).isEqualTo(Results.file("a", "abc"));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    OutputFile output = open().output(directory, "a");
    assertThat(output).isEqualTo(Results.executable(Results.file("a", "abc")));
    assertThat(open().holds(file, output)).isTrue();
    assertThat(open().holds(file, Results.file("a", "abc"))).isFalse();
    Files.writeString(file, "xyz");
    assertThat(open().holds(file, output)).isFalse();
  }

  @Test
  void aLinkIsNoOutput() throws IOException {
    write("a", "abc");
    Files.createSymbolicLink(directory.resolve("l"), Path.of("a"));
    assertThatThrownBy(() -> open().output(directory, "l"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("not a file");
    assertThatThrownBy(() -> open().output(directory, "../a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLinkHoldsNoOutputThoughItIsAsLong() throws IOException {
    write("a", "abc");
    Path link = Files.createSymbolicLink(directory.resolve("l"), Path.of("abc"));
    assertThat(Files.readAttributes(link, "size", LinkOption.NOFOLLOW_LINKS)).containsValue(3L);
    assertThat(open().holds(link, Results.executable(Results.file("l", "abc")))).isFalse();
  }

  @Test
  void whatElseWasReadOfAFileIsReadAgainToo() throws IOException {
    Path file = write("a", "abc");
    FileDigests digests = open();
    Digest content = digests.file(file);
    Digest entries = digests.jar(file);
    write("a", "abcd");
    assertThat(digests.file(file)).isNotEqualTo(content);
    assertThat(digests.jar(file)).isNotEqualTo(entries);
    content = digests.file(file);
    write("a", "abcde");
    digests.jar(file);
    assertThat(digests.file(file)).isNotEqualTo(content);
  }
}
