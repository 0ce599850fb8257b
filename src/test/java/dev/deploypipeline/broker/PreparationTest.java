package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients do to a container between its creation and its start. */
@Timeout(60)
class PreparationTest {

  private static final String WHERE = "/archive?path=%2Fdocker-entrypoint-initdb.d";

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();
  private Path recipes;

  @BeforeEach
  void learn() throws IOException {
    recipes = directory.resolve("recipes.json");
    try (FakeRun first = new FakeRun(docker, recipes)) {
      String id = first.create("one");
      copy(first, id, tar("create table a", 1));
      first.startAndWait(id);
    }
  }

  /** A tar archive of one file, made at some time. */
  static String tar(String content, int time) {
    StringBuilder header = new StringBuilder("init.sql");
    header.append("\0".repeat(124 - header.length()));
    header.append(String.format("%011o\0%011o\0", content.length(), time));
    header.append(String.format("%06o\0 ", 1000 + time));
    header.append("\0".repeat(512 - header.length()));
    return header + content + "\0".repeat(512 - content.length()) + "\0".repeat(1024);
  }

  static Answer copy(FakeRun run, String id, String tar) throws IOException {
    try (RawClient client = new RawClient(run.broker.socket())) {
      client.send("PUT /v1.41/containers/" + id + WHERE + " HTTP/1.1\r\n");
      client.send(
          "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(tar.length()) + "\r\n");
      return client.send(tar.getBytes(ISO_8859_1)).send("\r\n0\r\n\r\n").answer();
    }
  }

  @Test
  void aNameThatIsGivenBeforeTheStartIsOneToFindItBy() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.create("mine");
      assertThat(run.ask("POST", "/containers/" + id + "/rename?name=db").status()).isEqualTo(204);
      assertThat(run.inspect("db").path("Name").asString("")).isEqualTo("/db");
      run.startAndWait("db");
      assertThat(run.inspect("db").path("Id").asString("")).isEqualTo(id);
    }
  }

  @Test
  void theSameFilesArePartOfTheRecipe() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      Set<String> warm = Set.copyOf(docker.boxes.keySet());
      String id = run.create("mine");
      assertThat(copy(run, id, tar("create table a", 2)).status()).isEqualTo(200);
      run.startAndWait(id);

      assertThat(warm).containsExactly(id);
      assertThat(docker.boxes.get(id).files).hasSize(1);
      assertThat(run.broker.statistics().warm()).isEqualTo(1);
    }
  }

  @Test
  void otherFilesMakeItAFreshContainer() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String warm = docker.boxes.keySet().iterator().next();
      String id = run.create("mine");
      assertThat(copy(run, id, tar("create table b", 1)).status()).isEqualTo(200);
      run.startAndWait(id);

      assertThat(id).isEqualTo(warm);
      BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(warm));
      assertThat(docker.boxes).hasSize(1);
      FakeDocker.Box fresh = docker.boxes.values().iterator().next();
      assertThat(fresh.files)
          .containsExactly(Digests.ofTar(tar("create table b", 1).getBytes(ISO_8859_1)));
      assertThat(fresh.status).isEqualTo("running");
      assertThat(run.inspect(id).path("Id").stringValue()).isEqualTo(id);
      assertThat(run.ask("GET", "/containers/json").text()).contains(id).doesNotContain(fresh.id);
      assertThat(run.broker.statistics().passed())
          .isEqualTo(Map.of(PassReason.PREPARED_OTHERWISE, 1));
      assertThat(run.ask("DELETE", "/containers/" + id + "?force=1").status()).isEqualTo(204);
      assertThat(run.statusOf(id)).isEqualTo(404);
    }
    assertThat(docker.boxes).isEmpty();
  }

  @Test
  void missingFilesMakeItAFreshContainer() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.create("mine");
      run.startAndWait(id);

      BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(id));
      assertThat(docker.boxes.values()).allMatch(box -> box.files.isEmpty());
    }
  }

  @Test
  void aLargeFilePassesThroughWhole() throws IOException {
    String large = "x".repeat(3_000_000);
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.create("mine");
      assertThat(copy(run, id, large).status()).isEqualTo(200);
      run.startAndWait(id);

      BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(id));
      assertThat(docker.boxes.values().iterator().next().files)
          .isEqualTo(List.of(Digests.ofTar(large.getBytes(ISO_8859_1))));
    }
  }

  @Test
  void aFileThatIsJustTooLargeIsNoFaultAndTeachesNothing() throws IOException {
    Path none = directory.resolve("none.json");
    try (FakeRun run = new FakeRun(docker, none)) {
      for (int more : new int[] {1, 30, 5000}) {
        String large = "x".repeat(FileCopy.LARGEST + more);
        String id = run.create("mine");
        assertThat(copy(run, id, large).status()).isEqualTo(200);
        run.startAndWait(id);
        assertThat(docker.boxes.get(id).files)
            .isEqualTo(List.of(Digests.ofTar(large.getBytes(ISO_8859_1))));
      }
      assertThat(run.findings).isEmpty();
    }
    assertThat(new RecipeFile(none).read().recipes()).isEmpty();
  }

  @Test
  void moreFilesThanAreRememberedPassThrough() throws IOException {
    Path none = directory.resolve("none.json");
    try (FakeRun run = new FakeRun(docker, none)) {
      String id = run.create("mine");
      for (int i = 0; i < 60; i++) {
        copy(run, id, tar("create table t" + i, i));
      }
      run.startAndWait(id);
      assertThat(docker.boxes.get(id).files).hasSize(60);
    }
    assertThat(new RecipeFile(none).read().recipes()).isEmpty();
  }

  @Test
  void anythingElseBeforeTheStartMakesItAFreshContainer() throws IOException {
    for (String other : List.of("/attach?stream=1", "/wait", "/update")) {
      try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
        String id = run.create("mine");
        run.ask("POST", "/containers/" + id + other);
        BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(id));
        assertThat(docker.boxes).hasSize(1);
        assertThat(docker.boxes.values().iterator().next().status).isEqualTo("created");
      }
      learn();
    }
  }

  @Test
  void aNetworkBeforeTheStartMakesItAFreshContainerOfThatNetwork() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.create("mine");
      run.ask("POST", "/networks/n/connect", "{\"Container\":\"" + id + "\"}");
      BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(id));
      assertThat(run.broker.statistics().warm()).isZero();
    }
  }

  @Test
  void logsSinceTheStartHaveTheLinesOfTheWarmStart() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.create("mine");
      copy(run, id, tar("create table a", 9));
      run.startAndWait(id);
      long started = FakeRun.NOW.getEpochSecond();
      run.ask("GET", "/containers/" + id + "/logs?stdout=1&since=" + started);
      run.ask("GET", "/containers/" + id + "/logs?stdout=1&since=" + (started + 60));

      assertThat(docker.requests)
          .noneMatch(line -> line.contains("since=" + started + " "))
          .anyMatch(line -> line.contains("since=" + (started + 60)));
    }
  }
}
