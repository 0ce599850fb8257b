package dev.deploypipeline.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of the servers when the JVM that started them is gone without a word. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class KilledJvmTest {

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theServersAndTheirDataGoWithTheJvm(boolean forcibly) throws Exception {
    Process jvm = launch();
    List<ProcessHandle> processes = started(jvm);
    assertThat(processes).filteredOn(KilledJvmTest::isServer).hasSizeGreaterThanOrEqualTo(2);
    assertThat(workDirectories()).hasSize(2);

    if (forcibly) {
      jvm.destroyForcibly();
    } else {
      jvm.destroy(); // SIGTERM, as Ctrl-C a regular end of the JVM
    }

    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .get(5, TimeUnit.SECONDS);
    assertThat(workDirectories()).isEmpty();
  }

  @Test
  void killingOnlyTheServersLeavesNoDirectoryEither() throws Exception {
    Process jvm = launch();
    try {
      List<ProcessHandle> processes = started(jvm);
      processes.stream().filter(KilledJvmTest::isServer).forEach(ProcessHandle::destroyForcibly);
      CompletableFuture.allOf(
              processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(5, TimeUnit.SECONDS);
      assertThat(workDirectories()).isEmpty();
    } finally {
      jvm.destroyForcibly().waitFor();
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temp,
            "-cp",
            System.getProperty("java.class.path"),
            StartsServersAndWaits.class.getName(),
            Path.of("target", "embedded-cache").toAbsolutePath().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<ProcessHandle> started(Process jvm) throws IOException {
    BufferedReader out = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8));
    String line = out.readLine();
    assertThat(line).startsWith("ready ");
    return Arrays.stream(line.split(" ", -1))
        .skip(1)
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  private static boolean isServer(ProcessHandle process) {
    String command = process.info().command().orElse("");
    return command.endsWith("/bin/postgres") || command.endsWith("/redis-server");
  }

  private List<Path> workDirectories() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("deploy-pipeline-"))
          .toList();
    }
  }
}
