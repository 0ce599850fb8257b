package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real JVMs, started as Surefire starts them. */
class ProcessTestJvmsTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  @TempDir private Path directory;
  private final List<Process> started = new ArrayList<>();
  private final TestJvms jvms = new ProcessTestJvms(Duration.ofSeconds(30));

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  private List<String> command(Path temp, int number) {
    return List.of(
        JAVA,
        // Longer than what the JDK reads of a command line.
        "-Dlong=" + "x".repeat(5_000),
        "-cp",
        Path.of("target/test-classes").toAbsolutePath().toString(),
        SleepingJvm.class.getName(),
        temp.toString(),
        "2026-11-30T16-42-08_354-jvmRun" + number,
        "surefire-1tmp",
        "surefire_0-2tmp");
  }

  private Process start(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
    return process;
  }

  @Test
  void aJvmOfTheExecutionIsFoundSaysWhatItDoesAndIsEndedAndNoOtherIs() throws Exception {
    Path temp = directory.resolve("surefire test"); // with a space
    Process own = start(command(temp, 1));
    Process other = start(command(directory.resolve("surefire"), 1));

    List<TestJvms.Jvm> found = jvms.of(temp);
    assertThat(found)
        .singleElement()
        .satisfies(
            jvm -> {
              assertThat(jvm.pid()).isEqualTo(own.pid());
              assertThat(jvm.arguments())
                  .isEqualTo(
                      temp + " 2026-11-30T16-42-08_354-jvmRun1 surefire-1tmp surefire_0-2tmp");
            });
    assertThat(jvms.threads(found.get(0))).contains("\"main\"", "SleepingJvm.main");

    assertThat(jvms.end(found.get(0))).isTrue();
    assertThat(own.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(jvms.of(temp)).isEmpty();
    assertThat(jvms.end(found.get(0))).isFalse();
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void aJvmThatSomebodyDebugsIsNotAmongThem() throws Exception {
    List<String> command = new ArrayList<>(command(directory, 1));
    command.add(1, "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y");
    start(command);

    assertThat(jvms.of(directory)).isEmpty();
  }

  @Test
  void theShellAroundAJvmIsNotTakenForIt() throws Exception {
    String line =
        String.join(" ", command(directory, 1).stream().map(word -> "'" + word + "'").toList());
    Process shell = start(List.of("/bin/sh", "-c", line + "; exit 3"));

    assertThat(jvms.of(directory))
        .singleElement()
        .satisfies(jvm -> assertThat(jvm.pid()).isNotEqualTo(shell.pid()));
  }

  @Test
  void aProcessOfThatNumberWithOtherArgumentsIsSpared() throws Exception {
    Process process = start(command(directory, 1));
    TestJvms.Jvm jvm = jvms.of(directory).get(0);
    TestJvms.Jvm another = new TestJvms.Jvm(jvm.arguments() + "x", jvm.pid(), jvm.started());

    assertThat(jvms.end(another)).isFalse();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aJvmThatIsGoneSaysNothing() throws Exception {
    Process process = start(command(directory, 1));
    TestJvms.Jvm jvm = jvms.of(directory).get(0);
    process.destroyForcibly().waitFor();

    assertThatThrownBy(() -> jvms.threads(jvm)).isInstanceOf(IOException.class);
  }
}
