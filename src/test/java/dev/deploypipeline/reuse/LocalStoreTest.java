package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LocalStoreTest extends OnLocalStore {

  @Test
  void aStoreThatIsNotThereHasNothing() throws IOException {
    Files.delete(store);
    assertThat(open().find(KEY)).isEmpty();
    assertThat(open().fetch(first, base.resolve("a"))).isFalse();
    assertThat(store).doesNotExist();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aResultIsFoundAndItsFilesAreAsTheyWere() throws IOException {
    assertThat(put(open(), KEY, result)).isTrue();
    ResultStore other = open();
    assertThat(other.find(KEY)).contains(result);
    assertThat(other.find(Digest.of("other"))).isEmpty();
    Path to = base.resolve("b");
    assertThat(other.fetch(second, to)).isTrue();
    assertThat(to).hasContent("text b");
    assertThat(Files.getLastModifiedTime(to)).isEqualTo(FileTime.from(Results.MODIFIED));
    assertThat(Files.getPosixFilePermissions(to)).contains(PosixFilePermission.OWNER_EXECUTE);
    assertThat(other.fetch(first, to)).isTrue();
    assertThat(to).hasContent("text a");
    assertThat(Files.getPosixFilePermissions(to)).doesNotContain(PosixFilePermission.OWNER_EXECUTE);
    assertThat(base).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
  }

  @Test
  void theStoreSharesNoFileWithTheBuild() throws IOException {
    put(open(), KEY, result);
    Path to = base.resolve("a");
    open().fetch(first, to);
    Files.writeString(to, "TEXT A");
    Files.writeString(base.resolve("target/a"), "TEXT A");
    assertThat(content(first)).hasContent("text a");
  }

  @Test
  void aFileThatChangedSinceItWasRecordedIsNotStored() throws IOException {
    Results.write(base, "target/a", "text A");
    Results.write(base, "target/b", "text b");
    assertThat(open().put(KEY, result, file -> base.resolve(file.path()))).isFalse();
    assertThat(open().find(KEY)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("target/a changed");
    assertThat(stored()).isEmpty();
  }

  @Test
  void aFileThatIsGoneIsNotStored() throws IOException {
    assertThat(open().put(KEY, result, file -> base.resolve(file.path()))).isFalse();
    assertThat(stored()).isEmpty();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void aResultWithoutOneOfItsContentsIsAMiss() throws IOException {
    put(open(), KEY, result);
    Files.delete(content(second));
    assertThat(open().find(KEY)).isEmpty();
    assertThat(warnings).isEmpty();
    put(open(), KEY, result);
    assertThat(open().find(KEY)).contains(result);
  }

  @Test
  void aContentWithAFlippedBitIsDroppedAndStoredAgain() throws IOException {
    put(open(), KEY, result);
    byte[] damaged = Files.readAllBytes(content(first));
    damaged[3] ^= 1;
    Files.write(content(first), damaged);
    Path to = Files.writeString(base.resolve("a"), "as it was");
    assertThat(open().find(KEY)).contains(result);
    assertThat(open().fetch(first, to)).isFalse();
    assertThat(to).hasContent("as it was");
    assertThat(content(first)).doesNotExist();
    assertThat(open().find(KEY)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("is damaged, and was removed");
    put(open(), KEY, result);
    assertThat(open().fetch(first, to)).isTrue();
  }

  @Test
  void aContentThatIsCutOffIsAMiss() throws IOException {
    put(open(), KEY, result);
    Files.writeString(content(first), "tex");
    assertThat(open().find(KEY)).isEmpty();
    put(open(), KEY, result);
    assertThat(content(first)).hasContent("text a");
  }

  @Test
  void aDamagedResultIsDropped() throws IOException {
    put(open(), KEY, result);
    byte[] whole = Files.readAllBytes(action(KEY));
    Files.write(action(KEY), java.util.Arrays.copyOf(whole, whole.length - 1));
    assertThat(open().find(KEY)).isEmpty();
    assertThat(action(KEY)).doesNotExist();
    assertThat(warnings).singleElement().asString().contains("is cut off");
  }

  @Test
  void twoBuildsMayStoreTheSameAtOnce() throws Exception {
    Results.write(base, "target/a", "text a");
    Results.write(base, "target/b", "text b");
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> puts = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        puts.add(
            threads.submit(
                () ->
                    open()
                        .put(
                            KEY,
                            result,
                            file -> {
                              await(together);
                              return base.resolve(file.path());
                            })));
      }
      for (Future<Boolean> put : puts) {
        assertThat(put.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(stored()).containsExactlyInAnyOrder(action(KEY), content(first), content(second));
    assertThat(open().find(KEY)).contains(result);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aContentRemovedWhileTheResultIsStoredMakesItNotStored() throws IOException {
    Results.write(base, "target/a", "text a");
    Results.write(base, "target/b", "text b");
    boolean stored =
        open()
            .put(
                KEY,
                result,
                file -> {
                  if (file.equals(second)) {
                    delete(content(first));
                  }
                  return base.resolve(file.path());
                });
    assertThat(stored).isFalse();
    assertThat(action(KEY)).doesNotExist();
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aStoreThatCannotBeWrittenWarnsOnce() throws IOException {
    Files.delete(store);
    Files.writeString(store, "no directory");
    ResultStore broken = open();
    assertThat(put(broken, KEY, result)).isFalse();
    assertThat(put(broken, KEY, result)).isFalse();
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("cannot be stored")
        .contains("Perhaps");
    assertThat(broken.find(KEY)).isEmpty();
    broken.close();
  }

  @Test
  void aFileThatCannotBeWrittenIsTold() throws IOException {
    put(open(), KEY, result);
    assertThatThrownBy(() -> open().fetch(first, base.resolve("missing/a")))
        .isInstanceOf(IOException.class);
    assertThat(content(first)).exists();
  }

  @Test
  void aResultOfAnotherVersionIsAMissAndStays() throws IOException {
    put(open(), KEY, result);
    String json =
        new String(ResultJson.write(KEY, result), java.nio.charset.StandardCharsets.UTF_8);
    byte[] future =
        json.replace("\"schema\":1", "\"schema\":2")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(ResultJson.read(KEY, future)).isEqualTo(Optional.empty());
  }
}
