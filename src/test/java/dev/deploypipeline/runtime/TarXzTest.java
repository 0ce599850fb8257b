package dev.deploypipeline.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TarXzTest {

  @TempDir private Path directory;
  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  @Test
  void filesLinksAndModesAreRestored() throws Exception {
    entry("bin/tool", '0', 0755, "", "hello");
    entry("bin/alias", '2', 0777, "tool", "");
    entry("bin/twin", '1', 0644, "bin/tool", "");
    entry("empty", '5', 0755, "", "");
    unpack();
    assertThat(directory.resolve("bin/tool")).hasContent("hello").isExecutable();
    assertThat(Files.readSymbolicLink(directory.resolve("bin/alias"))).isEqualTo(Path.of("tool"));
    assertThat(directory.resolve("bin/twin")).hasContent("hello");
    assertThat(directory.resolve("empty")).isEmptyDirectory();
  }

  @Test
  void longNamesOfBothKindsAreUnderstood() throws Exception {
    String gnu = "g".repeat(120);
    String pax = "p".repeat(120);
    entry("ignored", 'L', 0, "", gnu + "\0");
    entry("short", '0', 0644, "", "1");
    entry("ignored", 'x', 0, "", "129 path=" + pax + "\n");
    entry("short", '0', 0644, "", "2");
    entry("short", '0', 0644, "", "3");
    unpack();
    assertThat(directory.resolve(gnu)).hasContent("1");
    assertThat(directory.resolve(pax)).hasContent("2");
    assertThat(directory.resolve("short")).hasContent("3");
  }

  @Test
  void anEntryOutsideOfTheDirectoryIsRefused() throws Exception {
    entry("../evil", '0', 0644, "", "x");
    assertThatThrownBy(this::unpack)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'../evil'");
    assertThat(directory.resolveSibling("evil")).doesNotExist();
  }

  @Test
  void aLinkOutOfTheDirectoryIsRefused() throws Exception {
    entry("link", '2', 0777, "../../etc", "");
    assertThatThrownBy(this::unpack).hasMessageContaining("link -> ../../etc");
  }

  private void unpack() throws IOException {
    tar.write(new byte[1024]);
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(xz, new LZMA2Options(0))) {
      tar.writeTo(out);
    }
    TarXz.unpack(new ByteArrayInputStream(xz.toByteArray()), directory);
  }

  private void entry(String name, char type, int mode, String link, String content)
      throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, String.format("%07o", mode));
    put(header, 124, String.format("%011o", bytes.length));
    header[156] = (byte) type;
    put(header, 157, link);
    put(header, 257, "ustar\00000");
    tar.write(header);
    tar.write(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
