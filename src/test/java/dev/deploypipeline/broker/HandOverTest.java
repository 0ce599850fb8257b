package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.broker.BrokerSettings.StopAnswer;
import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Which containers are handed over, and what their clients see of them. */
@Timeout(60)
class HandOverTest {

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();
  private Path recipes;

  @BeforeEach
  void learn() throws IOException {
    recipes = directory.resolve("recipes.json");
    try (FakeRun first = new FakeRun(docker, recipes)) {
      first.start("one");
      first.start("two");
      assertThat(first.broker.statistics().passed()).isEqualTo(Map.of(PassReason.FIRST_SEEN, 2));
    }
    assertThat(docker.boxes).isEmpty();
  }

  private FakeRun run() throws IOException {
    return new FakeRun(docker, recipes);
  }

  @Test
  void theNextRunHandsOverWhatTheLastOneUsed() throws IOException {
    try (FakeRun run = run().warmedUp()) {
      Set<String> warm = Set.copyOf(docker.boxes.keySet());
      assertThat(warm).hasSize(2);

      String one = run.start("a");
      String two = run.start("b");

      assertThat(Set.of(one, two)).isEqualTo(warm);
      assertThat(run.broker.statistics().warm()).isEqualTo(2);
      assertThat(run.guarded).contains(one, two);
      assertThat(Json.child(docker.boxes.get(one).body, "Labels").path(FakeRun.OWNER).stringValue())
          .isEqualTo("1");
    }
    assertThat(docker.boxes).isEmpty();
  }

  @Test
  void aClientSeesItsOwnLabelsAndTimes() throws IOException {
    try (FakeRun run = run().warmedUp()) {
      String id = run.create("mine");
      JsonNode created = run.inspect(id);
      assertThat(created.path("State").path("Status").stringValue()).isEqualTo("created");
      assertThat(created.path("State").path("Running").booleanValue()).isFalse();

      run.startAndWait(id);
      JsonNode started = run.inspect(id);
      assertThat(started.path("Config").path("Labels").toString())
          .isEqualTo("{\"org.testcontainers.sessionId\":\"mine\"}");
      assertThat(started.path("State").path("Running").booleanValue()).isTrue();
      assertThat(started.path("State").path("StartedAt").stringValue())
          .isEqualTo(FakeRun.NOW.toString());
      assertThat(started.path("Created").stringValue()).isEqualTo(FakeRun.NOW.toString());
      assertThat(run.ask("POST", "/containers/" + id + "/start").status()).isEqualTo(304);
    }
  }

  @Test
  void listsKnowClientsLabelsAndHideWhatNobodyAskedFor() throws IOException {
    try (FakeRun run = run().warmedUp()) {
      String id = run.start("mine");
      docker.boxes.put("x", new FakeDocker.Box("x", "foreign", Json.object(), "sha256:9"));

      assertThat(run.ask("GET", "/containers/json?all=1").text())
          .contains(id, "foreign", "\"org.testcontainers.sessionId\":\"mine\"")
          .doesNotContain("dev.deploypipeline");
      String filter = "%7B%22label%22%3A%7B%22org.testcontainers.sessionId%3Dmine%22%3Atrue%7D%7D";
      assertThat(run.ask("GET", "/containers/json?filters=" + filter).text())
          .contains(id)
          .doesNotContain("foreign");
      assertThat(run.ask("GET", "/containers/json?filters=" + filter.replace("mine", "no")).text())
          .isEqualTo("[]");
    }
  }

  @Test
  void whatWasRemovedIsGoneAtOnceAndReallySoon() throws IOException {
    try (FakeRun run = run().warmedUp()) {
      String id = run.start("mine");
      docker.mayDelete = new CountDownLatch(1);

      assertThat(run.ask("POST", "/containers/" + id + "/kill").status()).isEqualTo(204);
      assertThat(run.inspect(id).path("State").path("Status").stringValue()).isEqualTo("exited");
      assertThat(run.ask("DELETE", "/containers/" + id + "?v=1&force=1").status()).isEqualTo(204);
      assertThat(docker.boxes).containsKey(id);
      assertThat(run.statusOf(id)).isEqualTo(404);
      assertThat(run.ask("GET", "/containers/json?all=1").text()).doesNotContain(id);
      assertThat(run.ask("DELETE", "/containers/" + id).status()).isEqualTo(404);

      docker.mayDelete.countDown();
      BrokerFixture.await("removal", () -> !docker.boxes.containsKey(id));
      assertThat(run.statusOf(id)).isEqualTo(404);
    }
  }

  @Test
  void aRunningContainerIsNotRemovedWithoutForce() throws IOException {
    try (FakeRun run = run().warmedUp()) {
      String id = run.start("mine");
      run.ask("DELETE", "/containers/" + id);
      assertThat(docker.requests)
          .anyMatch(line -> line.equals("DELETE /v1.41/containers/" + id + " HTTP/1.1"));
    }
  }

  @Test
  void whoeverAsksForItHearsOfTheEndWhenItIsOne() throws IOException {
    try (FakeRun run =
        new FakeRun(docker, recipes, () -> FakeRun.NOW, StopAnswer.WHEN_ENDED).warmedUp()) {
      String id = run.start("mine");
      assertThat(run.ask("DELETE", "/containers/" + id + "?force=1").status()).isEqualTo(204);
      assertThat(docker.requests).anyMatch(line -> line.contains(id + "/kill"));
    }
  }

  @Test
  void aSignalThatIsNoEndReachesTheContainer() throws IOException {
    try (FakeRun run = run().warmedUp()) {
      String id = run.start("mine");
      run.ask("POST", "/containers/" + id + "/kill?signal=HUP");
      assertThat(docker.requests).anyMatch(line -> line.contains(id + "/kill?signal=HUP"));
    }
  }

  @Test
  void anImageThatChangedSinceIsNotHandedOver() throws IOException {
    try (FakeRun run = run().warmedUp()) {
      Set<String> warm = Set.copyOf(docker.boxes.keySet());
      docker.images.put("postgres:15", "sha256:2");

      String id = run.create("mine");

      assertThat(warm).doesNotContain(id);
      assertThat(docker.boxes.get(id).image).isEqualTo("sha256:2");
      assertThat(run.broker.statistics().passed()).isEqualTo(Map.of(PassReason.IMAGE_CHANGED, 1));
    }
  }

  @Test
  void aWarmContainerThatEndedIsNotHandedOver() throws IOException {
    try (FakeRun run = run().warmedUp()) {
      docker.boxes.values().forEach(box -> box.status = "exited");
      String id = run.start("mine");
      assertThat(docker.boxes.get(id).status).isEqualTo("running");
      assertThat(run.broker.statistics().passed()).isEqualTo(Map.of(PassReason.WARM_ENDED, 1));
    }
  }

  @Test
  void aNameIsGivenInEarnestAndOneThatIsTakenIsRefusedByTheEngine() throws IOException {
    try (FakeRun run = run().warmedUp()) {
      Answer created = run.ask("POST", "/containers/create?name=db", FakeRun.body("s"));
      String id = Json.text(Json.readObject(created.text()).orElseThrow(), "Id");
      assertThat(docker.boxes.get(id).name).isEqualTo("db");
      run.startAndWait("db");

      assertThat(run.ask("POST", "/containers/create?name=db", FakeRun.body("s")).status())
          .isEqualTo(409);
      assertThat(run.broker.statistics().passed()).isEqualTo(Map.of(PassReason.NAME_TAKEN, 1));
      assertThat(run.ask("DELETE", "/containers/db?force=1").status()).isEqualTo(204);
      assertThat(run.ask("POST", "/containers/create?name=db", FakeRun.body("s")).status())
          .isEqualTo(201);
    }
  }

  @Test
  void aFaultMakesItAPlainProxyWithOneWarning() throws IOException {
    java.util.concurrent.atomic.AtomicBoolean broken =
        new java.util.concurrent.atomic.AtomicBoolean();
    try (FakeRun run =
        new FakeRun(
                docker,
                recipes,
                () -> {
                  if (broken.compareAndSet(true, false)) {
                    throw new IllegalStateException("a fault for this test");
                  }
                  return FakeRun.NOW;
                },
                StopAnswer.AT_ONCE)
            .warmedUp()) {
      String before = run.create("early");
      broken.set(true);
      String id = run.start("mine");
      run.start("other");
      run.startAndWait(before);

      assertThat(docker.boxes.get(id).status).isEqualTo("running");
      assertThat(run.findings).hasSize(1);
      assertThat(run.findings.get(0).severity()).isEqualTo(Severity.WARNING);
      assertThat(run.findings.get(0).message()).contains("a fault for this test");
      assertThat(run.broker.statistics().passed()).containsKey(PassReason.BROKER_FAULT);
    }
    assertThat(docker.boxes).isEmpty();
  }

  @Test
  void aScopeTakesWhatItsClientsLeftAndNothingElse() throws IOException {
    try (FakeRun run = run()) {
      String kept = run.start("mine");
      BrokerScope scope = run.broker.scope("module:test");
      String body = FakeRun.body("s");
      String left = idOf(FakeRun.ask(scope.socket(), "POST", "/containers/create", body));
      String reused =
          idOf(
              FakeRun.ask(
                  scope.socket(),
                  "POST",
                  "/containers/create",
                  "{\"Image\":\"postgres:15\",\"Labels\":{\"" + Warmable.REUSE + "\":\"1\"}}"));
      scope.close();
      assertThat(docker.boxes).containsKeys(kept, reused).doesNotContainKey(left);
      assertThat(scope.socket()).doesNotExist();
    }
    assertThat(docker.boxes).hasSize(1);
  }

  private static String idOf(Answer answer) {
    return Json.text(Json.readObject(answer.text()).orElseThrow(), "Id");
  }

  @Test
  void theRecipesAreForTheirUserOnlyAndAgeOut() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recipes)))
        .isEqualTo("rw-------");
    for (int i = 1; i < Recipe.FORGOTTEN_AFTER; i++) {
      run().close();
      assertThat(new RecipeFile(recipes).read().recipes().get(0).past().unusedRuns()).isEqualTo(i);
    }
    run().close();
    assertThat(new RecipeFile(recipes).read().recipes()).isEmpty();
  }

  @Test
  void recipesOfANewerVersionAreLeftAlone() throws IOException {
    Files.writeString(recipes, "{\"schema\": 99}");
    try (FakeRun run = run()) {
      run.start("mine");
      assertThat(run.findings).hasSize(1);
    }
    assertThat(recipes).hasContent("{\"schema\": 99}");
  }
}
