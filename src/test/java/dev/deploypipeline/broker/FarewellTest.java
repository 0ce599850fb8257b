package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.broker.BrokerSettings.StopAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What clients see of containers that end. */
@Timeout(60)
class FarewellTest {

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();
  private Path recipes;

  @BeforeEach
  void learn() throws IOException {
    recipes = FakeRun.learned(docker, directory, "one");
  }

  /** Lets the engine stop something when it has been asked to. */
  private CompletableFuture<Void> letItStopSoon() {
    CountDownLatch gate = docker.mayStop;
    return CompletableFuture.runAsync(
        () -> {
          BrokerFixture.await(
              "stop", () -> docker.requests.stream().anyMatch(line -> line.contains("/stop")));
          gate.countDown();
        });
  }

  @Test
  void afterAStopTheTrueExitCodeIsTold() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.start("mine");
      docker.mayStop = new CountDownLatch(1);
      assertThat(run.ask("POST", "/containers/" + id + "/stop").status()).isEqualTo(204);
      CompletableFuture<Void> stopping = letItStopSoon();

      JsonNode state = run.inspect(id).path("State");
      assertThat(state.path("ExitCode").asInt(-1)).isEqualTo(7);
      assertThat(state.path("Status").asString("")).isEqualTo("exited");
      stopping.join();
    }
  }

  @Test
  void aListWaitsForWhatIsBeingStopped() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.start("mine");
      docker.mayStop = new CountDownLatch(1);
      run.ask("POST", "/containers/" + id + "/stop");
      CompletableFuture<Void> stopping = letItStopSoon();

      assertThat(run.ask("GET", "/containers/json?all=1").text())
          .contains("\"State\":\"exited\"")
          .doesNotContain("(137)");
      stopping.join();
    }
  }

  @Test
  void afterARestartTheEnginesTimesAreTold() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.start("mine");
      assertThat(run.inspect(id).path("State").path("StartedAt").asString(""))
          .isEqualTo(FakeRun.NOW.toString());
      run.ask("POST", "/containers/" + id + "/restart");
      assertThat(run.inspect(id).path("State").path("StartedAt").asString(""))
          .isEqualTo("2020-01-01T00:00:02Z");
    }
  }

  @Test
  void anEngineThatHangsHoldsTheEndUpOnce() throws IOException {
    docker.mayDelete = new CountDownLatch(0);
    FakeRun run =
        new FakeRun(docker, recipes, () -> FakeRun.NOW, StopAnswer.AT_ONCE, BrokerFixture.LIMITS)
            .warmedUp();
    for (int i = 0; i < 5; i++) {
      FakeRun.ask(
          run.broker.scope("scope " + i % 2).socket(),
          "POST",
          "/containers/create",
          FakeRun.body("s"));
    }
    docker.mayDelete = new CountDownLatch(1);
    try {
      long begin = System.nanoTime();
      run.broker.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      assertThat(run.findings)
          .anyMatch(each -> each.message().contains("The next build removes what is left"));
    } finally {
      docker.mayDelete.countDown();
      run.close();
    }
  }

  @Test
  void whatSomebodyElseRemovesIsWaitedForAndNoFault() throws IOException {
    FakeRun run = new FakeRun(docker, recipes).warmedUp();
    try (run) {
      docker.beingRemoved.addAll(docker.boxes.keySet());
    }
    assertThat(docker.boxes).isEmpty();
    assertThat(run.findings).isEmpty();
  }

  @Test
  void whatIsCreatedWhileItsScopeClosesIsNotLeft() throws IOException {
    try (FakeRun run = new FakeRun(docker, directory.resolve("none.json"))) {
      BrokerScope scope = run.broker.scope("module:test");
      docker.mayCreate = new CountDownLatch(1);
      try (RawClient client = new RawClient(scope.socket())) {
        String body = FakeRun.body("s");
        client.send(
            "POST /containers/create HTTP/1.1\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
        BrokerFixture.await(
            "create",
            () -> docker.requests.stream().anyMatch(line -> line.contains("/containers/create")));
        scope.close();
        docker.mayCreate.countDown();
        BrokerFixture.await(
            "removal",
            () ->
                docker.requests.stream().anyMatch(line -> line.startsWith("DELETE"))
                    && docker.boxes.isEmpty());
      }
    }
  }

  @Test
  void ryukStaysToRemoveWhatOnlyItKnows() throws IOException {
    docker.images.put("testcontainers/ryuk:0.14.0", "sha256:r");
    docker.images.put("other/reaper", "sha256:o");
    try (FakeRun run = new FakeRun(docker, recipes)) {
      BrokerScope scope = run.broker.scope("module:test");
      create(scope, "", "{'Image':'testcontainers/ryuk:0.14.0','HostConfig':{'AutoRemove':true}}");
      create(scope, "?name=testcontainers-ryuk-1", "{'Image':'other/reaper'}");
      create(scope, "", "{'Image':'other/reaper','Labels':{'org.testcontainers.ryuk':'true'}}");
      create(scope, "?name=else", "{'Image':'other/reaper'}");
      assertThat(docker.boxes).hasSize(4);
      scope.close();
      assertThat(docker.boxes.values()).hasSize(3).noneMatch(box -> box.name.equals("else"));
    }
    assertThat(docker.boxes).hasSize(3);
  }

  private static void create(BrokerScope scope, String query, String body) throws IOException {
    Answer answer =
        FakeRun.ask(scope.socket(), "POST", "/containers/create" + query, body.replace('\'', '"'));
    assertThat(answer.status()).isEqualTo(201);
  }
}
