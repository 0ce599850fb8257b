package dev.deploypipeline.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

  @TempDir private Path directory;

  private final OutputFile file = Results.file("a", "abc");

  @Test
  void aStreamWithoutEndIsNotReadToItsEnd() throws IOException {
    InputStream endless =
        new InputStream() {
          private int parts;

          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] to, int from, int length) {
            assertThat(parts++).as("parts that were read").isLessThan(5);
            return length;
          }
        };
    assertThat(Delivery.deliver(endless, file, directory.resolve("a")))
        .isEqualTo(Delivery.Outcome.WRONG);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aStreamThatBreaksIsToldApartFromAFileThatCannotBeWritten() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }

          @Override
          public int read(byte[] to, int from, int length) throws IOException {
            throw new IOException("broken");
          }
        };
    assertThat(Delivery.deliver(broken, file, directory.resolve("a")))
        .isEqualTo(Delivery.Outcome.UNREADABLE);
    assertThat(directory).isEmptyDirectory();
  }
}
