package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Requests that name containers elsewhere than in their path. */
@Timeout(60)
class ReferencesTest {

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();
  private FakeRun run;
  private String id;

  @BeforeEach
  void handOver() throws IOException {
    Path recipes = FakeRun.learned(docker, directory, "one");
    run = new FakeRun(docker, recipes).warmedUp();
    id = run.create("mine");
    assertThat(run.broker.statistics().warm()).isEqualTo(1);
  }

  @org.junit.jupiter.api.AfterEach
  void close() throws IOException {
    run.close();
  }

  private String fresh() throws IOException {
    run.ask("POST", "/containers/" + id + "/update");
    BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(id));
    return docker.boxes.keySet().iterator().next();
  }

  private JsonNode hostOf(String hostConfig) throws IOException {
    Answer answer =
        run.ask(
            "POST",
            "/containers/create?name=second",
            "{\"Image\":\"postgres:15\",\"HostConfig\":" + hostConfig.replace('\'', '"') + "}");
    assertThat(answer.status()).isEqualTo(201);
    return docker.boxes.values().stream()
        .filter(box -> box.name.equals("second"))
        .findFirst()
        .orElseThrow()
        .body
        .path("HostConfig");
  }

  @Test
  void theEngineIsToldWhichContainerAnotherOneUses() throws IOException {
    String fresh = fresh();
    JsonNode host =
        hostOf(
            "{'NetworkMode':'container:ID','PidMode':'container:ID','IpcMode':'container:ID','VolumesFrom':['ID:ro','x'],'Links':['ID:db']}"
                .replace("ID", id));
    assertThat(host.toString())
        .isEqualTo(
            "{'NetworkMode':'container:ID','PidMode':'container:ID','IpcMode':'container:ID','VolumesFrom':['ID:ro','x'],'Links':['ID:db']}"
                .replace("ID", fresh)
                .replace('\'', '"'));
  }

  @Test
  void aWarmContainerThatWasNotStartedIsNotUsedByAnother() throws IOException {
    JsonNode host = hostOf("{'NetworkMode':'container:" + id + "'}");
    BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(id));
    String used = Json.text(host, "NetworkMode").substring("container:".length());
    assertThat(used).isNotEqualTo(id);
    assertThat(docker.boxes.get(used).status).isEqualTo("created");
  }

  @Test
  void filtersNameTheEnginesContainer() throws IOException {
    String fresh = fresh();
    for (String filter : new String[] {"id", "before", "since"}) {
      run.ask("GET", "/containers/json?filters=" + filter(filter, id));
      assertThat(docker.requests.get(docker.requests.size() - 1)).contains(fresh);
    }
    try (RawClient client = new RawClient(run.broker.socket())) {
      client.send("GET /events?filters=" + filter("container", id) + " HTTP/1.1\r\n\r\n").head();
      assertThat(docker.requests.get(docker.requests.size() - 1)).contains(fresh);
    }
  }

  private static String filter(String name, String value) {
    return URLEncoder.encode("{\"" + name + "\":[\"" + value + "\"]}", UTF_8);
  }

  @Test
  void aCommitIsOfTheContainerThatTheClientPrepared() throws IOException {
    run.ask("POST", "/commit?container=" + id);
    BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(id));
    String fresh = docker.boxes.keySet().iterator().next();
    assertThat(docker.requests).anyMatch(line -> line.contains("/commit?container=" + fresh));
  }
}
