package dev.deploypipeline.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine we run on, in the words of the artifacts' publishers.
 *
 * @param os {@code linux} or {@code darwin}
 * @param arch {@code amd64} or {@code arm64}
 * @param musl whether the C library is musl (Alpine), which needs binaries of its own
 */
record Platform(String os, String arch, boolean musl) {

  /**
   * This machine.
   *
   * @throws IOException if there are no binaries for it
   */
  static Platform current() throws IOException {
    return of(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Files.exists(Path.of("/etc/alpine-release")));
  }

  static Platform of(String osName, String osArch, boolean musl) throws IOException {
    String name = osName.toLowerCase(Locale.ROOT);
    String os = name.startsWith("linux") ? "linux" : name.startsWith("mac") ? "darwin" : null;
    String arch =
        switch (osArch) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> null;
        };
    if (os == null || arch == null) {
      throw new IOException(
          "there are no embedded servers for "
              + osName
              + " on "
              + osArch
              + ", only for Linux and macOS on amd64 and arm64. Perhaps you should run the build in WSL or a container.");
    }
    return new Platform(os, arch, musl && os.equals("linux"));
  }

  /**
   * The PostgreSQL binaries' artifactId ends like this, for example {@code linux-arm64v8-alpine}.
   */
  String postgresClassifier() {
    return os + "-" + (arch.equals("arm64") ? "arm64v8" : arch) + (musl ? "-alpine" : "");
  }

  /** The Redis binary's name ends like this; it is linked statically, so musl does not matter. */
  String redisSuffix() {
    return os + "-" + arch;
  }
}
