package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.runtime.DockerAccess;
import dev.deploypipeline.runtime.NeedsDocker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left of warm containers when the JVM of the broker is gone without a word. */
@Timeout(180)
@NeedsDocker
@EnabledOnOs(OS.LINUX)
class KilledBrokerTest {

  @TempDir private Path directory;
  private Process jvm;

  @AfterEach
  void clean() {
    if (jvm != null) {
      jvm.destroyForcibly().onExit().join();
    }
  }

  /** A JVM with one warm container, and another one that a client was handed, by another name. */
  private List<String> started() throws Exception {
    Path recipes = directory.resolve("recipes.json");
    try (LiveBroker live = new LiveBroker(recipes, 1);
        TestJvm test = new TestJvm(Optional.of(live.broker().socket()))) {
      test.round("redis");
      test.round("redis");
      test.round("redis");
    }
    jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory, // where its sockets are left
                "-cp",
                System.getProperty("java.class.path"),
                WarmsUpAndWaits.class.getName(),
                recipes.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8));
    Path socket = Path.of(out.readLine().substring("ready ".length()));
    String handed;
    try (TestJvm test = new TestJvm(Optional.of(socket))) {
      handed = test.ask("leave");
    }
    FakeRun.ask(socket, "POST", "/containers/" + handed + "/rename?name=kb-" + jvm.pid(), "");
    BrokerFixture.await("one handed over and one warm", () -> running().size() == 2);
    assertThat(running()).contains(handed);
    return running();
  }

  private List<String> running() {
    try {
      Process ps =
          new ProcessBuilder(
                  "docker",
                  "ps",
                  "-aq",
                  "--no-trunc",
                  "--filter",
                  "label=dev.deploypipeline.pid=" + jvm.pid())
              .start();
      return new String(ps.getInputStream().readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void theyGoWithTheJvm() throws Exception {
    assertThat(started()).hasSize(2);
    jvm.destroyForcibly().waitFor();
    BrokerFixture.await("their end", () -> running().isEmpty());
  }

  @Test
  void whatIsKilledTogetherWithItsWatchdogIsRemovedByTheNextBuild() throws Exception {
    List<String> containers = started();
    jvm.descendants().forEach(ProcessHandle::destroyForcibly);
    jvm.destroyForcibly().waitFor();
    assertThat(running()).containsExactlyInAnyOrderElementsOf(containers);

    DockerAccess.find(finding -> {}).close();
    assertThat(running()).isEmpty();
  }
}
