package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.runtime.NeedsDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Unmodified Testcontainers 2 in a JVM of its own, through the broker, on a real engine. */
@Timeout(300)
@NeedsDocker
class TestcontainersTest {

  @TempDir private Path directory;

  private void learn(String... rounds) throws IOException {
    try (LiveBroker live = new LiveBroker(recipes(), 2);
        TestJvm jvm = new TestJvm(Optional.of(live.broker().socket()))) {
      for (String round : rounds) {
        jvm.round(round);
      }
      assertThat(live.broker().statistics().warm()).isZero();
      assertThat(live.findings()).isEmpty();
    }
  }

  private Path recipes() {
    return directory.resolve("recipes.json");
  }

  @Test
  void everyContainerOfTheSecondRunIsWarmAndUnused() throws IOException {
    learn("postgres", "redis");
    try (LiveBroker live = new LiveBroker(recipes(), 2);
        TestJvm jvm = new TestJvm(Optional.of(live.broker().socket()))) {
      live.broker().warmUp();
      live.awaitReady(2);

      assertThat(jvm.round("postgres").found()).isEqualTo("used");
      assertThat(jvm.round("redis").found()).isEqualTo(":1");
      assertThat(live.broker().statistics().warm()).isEqualTo(2);
      // Known to be wanted more than once by now: the second is cold, the third is not.
      assertThat(jvm.round("redis").found()).isEqualTo(":1");
      live.awaitReady(1);
      assertThat(jvm.round("redis").found()).isEqualTo(":1");
      BrokerStatistics done = live.broker().statistics();
      assertThat(done.warm()).isEqualTo(3);
      assertThat(done.passed()).isEqualTo(Map.of(PassReason.NONE_READY, 1));
      assertThat(done.saved()).isPositive();
      assertThat(live.findings()).isEmpty();
    }
  }

  @Test
  void aPostgresIsReadyWhenItHasStartedTheSecondTime() throws IOException {
    learn("postgres");
    ReadyMark mark = new RecipeFile(recipes()).read().recipes().get(0).ready();
    assertThat(mark.lines())
        .anySatisfy(line -> assertThat(line.text()).contains("ready to accept connections"));
    LogLines tooEarly =
        new LogLines(
            List.of(),
            List.of("2026-11-24 12:00 UTC [1] LOG:  database system is ready to accept"));
    assertThat(mark.isReached(tooEarly)).isFalse();
  }

  @Test
  void filesCopiedInBelongToTheRecipeAndOthersDoNot() throws IOException {
    Path script = directory.resolve("init.sql");
    Files.writeString(script, "CREATE TABLE one (id int);");
    learn("with-file " + script);
    try (LiveBroker live = new LiveBroker(recipes(), 1);
        TestJvm jvm = new TestJvm(Optional.of(live.broker().socket()))) {
      live.broker().warmUp();
      live.awaitReady(1);
      assertThat(jvm.round("with-file " + script).found()).isEqualTo("one,used");
      assertThat(live.broker().statistics().warm()).isEqualTo(1);
    }
    try (LiveBroker live = new LiveBroker(recipes(), 1);
        TestJvm jvm = new TestJvm(Optional.of(live.broker().socket()))) {
      live.broker().warmUp();
      live.awaitReady(1);
      Files.writeString(script, "CREATE TABLE two (id int);");
      assertThat(jvm.round("with-file " + script).found()).isEqualTo("two,used");
      assertThat(live.broker().statistics().passed())
          .isEqualTo(Map.of(PassReason.PREPARED_OTHERWISE, 1));
      assertThat(live.findings()).isEmpty();
    }
  }

  @Test
  void whatAJvmLeftGoesWithItsScope() throws IOException, InterruptedException {
    try (LiveBroker live = new LiveBroker(recipes(), 1)) {
      BrokerScope scope = live.broker().scope("killed");
      String id;
      try (TestJvm jvm = new TestJvm(Optional.of(scope.socket()))) {
        id = jvm.ask("leave");
        assertThat(exists(id)).isTrue();
      }
      scope.close();
      assertThat(exists(id)).isFalse();
    }
  }

  private static boolean exists(String id) throws IOException, InterruptedException {
    return new ProcessBuilder("docker", "inspect", id)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
