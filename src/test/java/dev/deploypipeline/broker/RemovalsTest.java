package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What nobody uses is removed as if nothing had been started ahead. */
@Timeout(60)
class RemovalsTest {

  private static final String SESSION = "org.testcontainers.sessionId";

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();
  private Path recipes;

  @BeforeEach
  void learn() throws IOException {
    recipes = FakeRun.learned(docker, directory, "one", "two");
  }

  private static String filters(String filters) {
    return "?filters=" + URLEncoder.encode(filters.replace('\'', '"'), StandardCharsets.UTF_8);
  }

  private static String pruned(FakeRun run, String filters) throws IOException {
    Answer answer = run.ask("POST", "/containers/prune" + filters(filters));
    assertThat(answer.status()).isEqualTo(200);
    return answer.text();
  }

  @Test
  void anImageThatATestRemovesIsNotHeldByAWarmContainer() throws IOException {
    try (FakeRun second = new FakeRun(docker, recipes).warmedUp()) {
      assertThat(second.ask("DELETE", "/images/postgres:15").status()).isEqualTo(200);
      assertThat(docker.boxes).isEmpty();
      assertThat(docker.requests).last().isEqualTo("DELETE /v1.41/images/postgres:15 HTTP/1.1");
    }
  }

  @Test
  void anImageThatIsPrunedIsNotHeldByAWarmContainer() throws IOException {
    docker.imageList = "[{'Id':'sha256:1','RepoTags':['<none>:<none>']}]".replace('\'', '"');
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      assertThat(run.ask("POST", "/images/prune").status()).isEqualTo(200);
      assertThat(docker.boxes).isEmpty();
      assertThat(docker.requests).last().isEqualTo("POST /v1.41/images/prune HTTP/1.1");
    }
  }

  @Test
  void whatATestJvmPrunesAtItsEndCostsNoWarmContainer() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      run.ask("POST", "/images/prune" + filters("{'label':['" + SESSION + "=mine']}"));
      assertThat(docker.requests)
          .contains(
              "GET /images/json"
                  + filters("{'label':['" + SESSION + "=mine'],'dangling':['true']}")
                  + " HTTP/1.1");
      assertThat(docker.boxes).hasSize(2);
      run.ask("POST", "/images/prune" + filters("{'dangling':{'false':true}}"));
      assertThat(docker.requests).contains("GET /images/json" + filters("{}") + " HTTP/1.1");
    }
  }

  @Test
  void stoppedContainersArePrunedByTheLabelsThatTheirClientsKnow() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String mine = run.start("mine");
      String other = run.start("other");
      docker.boxes.get(mine).status = "exited";
      docker.boxes.get(other).status = "exited";

      assertThat(pruned(run, "{'label!':{'" + SESSION + "':true}}")).doesNotContain(mine, other);
      assertThat(pruned(run, "{'label':['" + SESSION + "=mine'],'until':['1h']}"))
          .doesNotContain(mine, other);
      assertThat(pruned(run, "{'label':['" + SESSION + "=mine']}"))
          .contains(mine)
          .doesNotContain(other);
      assertThat(run.statusOf(mine)).isEqualTo(404);
      assertThat(docker.boxes).containsKey(other).doesNotContainKey(mine);
    }
  }

  private FakeDocker.Box foreign(String name, String label) {
    ObjectNode body = Json.object();
    Json.child(body, "Labels").put(label, "true");
    FakeDocker.Box box = new FakeDocker.Box(name, name, body, "sha256:9");
    box.status = "exited";
    docker.boxes.put(name, box);
    return box;
  }

  @Test
  void whatOthersMeanToKeepIsKept() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      foreign("kept", "keep");
      foreign("other", "drop");
      foreign("running", "drop").status = "running";
      docker.boxes.values().stream()
          .filter(box -> box.name.startsWith("deploy-pipeline-warm"))
          .forEach(box -> box.status = "created"); // not started yet

      assertThat(pruned(run, "{'label!':['keep'],'label':['drop']}"))
          .contains("\"other\"")
          .doesNotContain("kept", "running");
      assertThat(docker.boxes).hasSize(4).containsKeys("kept", "running");
      assertThat(pruned(run, "{'label!':['keep','drop']}")).as("spared by all").contains("kept");
      assertThat(docker.boxes).hasSize(3).containsKey("running");
      foreign("kept", "keep");
      Answer refused =
          run.ask("POST", "/containers/prune" + filters("{'label!':['keep'],'until':['1h']}"));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(docker.boxes).containsKey("kept");
    }
  }

  @Test
  void whatRestsForItsClientIsPrunedAndWhatNobodyAskedForIsNot() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String created = run.create("mine");
      docker.boxes.values().forEach(box -> box.status = "running");

      Answer answer = run.ask("POST", "/containers/prune");

      assertThat(answer.text()).contains(created);
      assertThat(run.statusOf(created)).isEqualTo(404);
      assertThat(docker.boxes).hasSize(1);
      assertThat(run.ask("POST", "/containers/prune" + "?filters=none").status()).isEqualTo(200);
      assertThat(docker.requests)
          .last()
          .isEqualTo("POST /v1.41/containers/prune?filters=none HTTP/1.1");
    }
  }

  @Test
  void noFiltersAndEmptyOnesAreTheSame() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      docker.boxes.values().forEach(box -> box.status = "created"); // not started yet
      assertThat(run.ask("POST", "/containers/prune?filters=").status()).isEqualTo(200);
      assertThat(docker.boxes).hasSize(2);
    }
  }

  /** Lets something happen when the engine is asked to remove a container. */
  private void atRemoval(String id, Runnable happens) {
    AtomicBoolean once = new AtomicBoolean();
    docker.breaksOff =
        line -> {
          boolean removal = line.startsWith("DELETE") && line.contains(id);
          if (removal && once.compareAndSet(false, true)) {
            happens.run();
          }
          return false;
        };
  }

  @Test
  void whatIsPrunedCannotBeStartedAnyMore() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.create("mine");
      List<Integer> started = new CopyOnWriteArrayList<>();
      atRemoval(
          id,
          () -> {
            try {
              started.add(run.ask("POST", "/containers/" + id + "/start").status());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      assertThat(pruned(run, "{}")).contains(id);
      assertThat(started).containsExactly(404);
      assertThat(docker.boxes).doesNotContainKey(id);
    }
  }

  @Test
  void whatRunsAgainIsNotPruned() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.start("mine");
      docker.boxes.get(id).status = "exited";
      atRemoval(id, () -> docker.boxes.get(id).status = "running");
      assertThat(pruned(run, "{}")).doesNotContain(id);
      assertThat(docker.boxes).containsKey(id);
      assertThat(run.statusOf(id)).isEqualTo(200);
    }
  }

  private static String createDb(FakeRun run) throws IOException {
    Answer created = run.ask("POST", "/containers/create?name=db", FakeRun.body("s"));
    assertThat(created.status()).isEqualTo(201);
    String id = Json.text(Json.readObject(created.text()).orElseThrow(), "Id");
    run.startAndWait(id);
    return id;
  }

  @Test
  void aNameMeansTheLatestContainerThatHasIt() throws IOException {
    try (FakeRun run = new FakeRun(docker, directory.resolve("none.json"))) {
      String first = createDb(run);
      docker.boxes.get(first).status = "exited";
      assertThat(pruned(run, "{}")).contains(first);
      assertThat(run.statusOf(first)).isEqualTo(404);
      for (int i = 0; i < 5; i++) { // whichever of them would be found first
        docker.boxes.remove(createDb(run)); // past the broker
      }
      String other = run.start("other");
      assertThat(run.ask("POST", "/containers/" + other + "/rename?name=db").status())
          .isEqualTo(204);
      assertThat(run.ask("POST", "/containers/db/kill").status()).isEqualTo(204);
      BrokerFixture.await("the end", () -> docker.boxes.get(other).status.equals("exited"));
      docker.boxes.remove(other);
      String last = createDb(run);
      assertThat(run.ask("DELETE", "/containers/db?force=1").status()).isEqualTo(204);
      // Removed in the background where the broker knew what was asked for.
      BrokerFixture.await("the removal", () -> !docker.boxes.containsKey(last));
      assertThat(run.ask("DELETE", "/containers/db?force=1").status()).isEqualTo(404);
    }
  }

  @Test
  void filtersKeepTheFormThatTheClientGaveThem() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.create("mine");
      run.ask("POST", "/containers/" + id + "/update");
      String fresh =
          docker.boxes.keySet().stream().filter(each -> !each.equals(id)).toList().get(0);
      assertThat(fresh).isNotEqualTo(id);
      run.ask(
          "GET",
          "/containers/json" + filters("{'status':{'running':true},'id':{'" + id + "':true}}"));
      String asked = docker.requests.get(docker.requests.size() - 1);
      assertThat(asked)
          .contains("%7B%22status%22%3A%7B%22running%22%3Atrue%7D")
          .doesNotContain("%5B");
    }
  }
}
