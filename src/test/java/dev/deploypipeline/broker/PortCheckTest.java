package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** When the result of a port check that was run ahead is as good as another check. */
@Timeout(60)
class PortCheckTest {

  /** Of Testcontainers 2. */
  static final String CHECK =
      "while true; do ( true  &&  (grep -i ':0*1538' /proc/net/tcp* || nc -vz -w 1 localhost 5432 || /bin/bash -c '</dev/tcp/localhost/5432') ) && exit 0 || sleep 0.1; done";

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();
  private Path recipes;

  @BeforeEach
  void learn() throws IOException {
    recipes = directory.resolve("recipes.json");
    learn(CHECK);
  }

  private void learn(String command) throws IOException {
    try (FakeRun first = new FakeRun(docker, recipes)) {
      String id = first.create("one");
      first.ask("POST", "/containers/" + id + "/start");
      long before = logs();
      check(first, id, command);
      BrokerFixture.await("learning", () -> logs() > before);
    }
  }

  static String exec(String command) {
    ObjectNode exec = Json.object().put("AttachStdout", true);
    exec.putArray("Cmd").add("/bin/sh").add("-c").add(command);
    return exec.toString();
  }

  /** Runs a check, and tells whether the engine ran it. */
  private boolean check(FakeRun run, String id, String command) throws IOException {
    long before = execs();
    Answer created = run.ask("POST", "/containers/" + id + "/exec", exec(command));
    String exec = Json.text(Json.readObject(created.text()).orElseThrow(), "Id");
    Answer output = run.ask("POST", "/exec/" + exec + "/start", "{\"Detach\":false}");
    assertThat(output.text()).isEqualTo("open");
    Answer found = run.ask("GET", "/exec/" + exec + "/json");
    assertThat(Json.readObject(found.text()).orElseThrow().path("ExitCode").asInt(-1)).isZero();
    return execs() > before;
  }

  private long logs() {
    return docker.requests.stream().filter(line -> line.contains("/logs?")).count();
  }

  private long execs() {
    return docker.requests.stream().filter(line -> line.matches("POST .*/exec HTTP.*")).count();
  }

  private String started(FakeRun run) throws IOException {
    String id = run.create("mine");
    run.ask("POST", "/containers/" + id + "/start");
    assertThat(run.broker.statistics().warm()).isEqualTo(1);
    return id;
  }

  @Test
  void itIsGivenOnce() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = started(run);
      assertThat(check(run, id, CHECK)).isFalse();
      assertThat(check(run, id, CHECK)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"restart", "pause", "unpause", "kill?signal=HUP", "start", "exec", "update"})
  void whateverIsDoneToTheContainerSpendsIt(String action) throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = started(run);
      run.ask("POST", "/containers/" + id + "/" + action, exec("nginx -s stop"));
      assertThat(check(run, id, CHECK)).isTrue();
    }
  }

  @Test
  void aContainerThatWasStoppedAndStartedIsCheckedAgain() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = started(run);
      run.ask("POST", "/containers/" + id + "/stop");
      run.ask("POST", "/containers/" + id + "/start");
      assertThat(check(run, id, CHECK)).isTrue();
    }
  }

  @Test
  void aContainerThatEndedByItselfIsCheckedAgain() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = started(run);
      docker.boxes.get(id).status = "exited";
      assertThat(check(run, id, CHECK)).isTrue();
    }
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = started(run);
      docker.boxes.get(id).starts.incrementAndGet(); // past the broker
      assertThat(check(run, id, CHECK)).isTrue();
    }
  }

  @Test
  void onlyTestcontainersOwnCheckIsOne() throws IOException {
    for (String other :
        List.of("cat /proc/net/tcp", CHECK + "; nginx -s reload", CHECK.replace("exit 0", "x"))) {
      learn(other);
      try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
        assertThat(check(run, started(run), other)).as(other).isTrue();
      }
    }
  }

  @Test
  void thatOfOlderVersionsIsOneAsWell() throws IOException {
    String old =
        CHECK.replace(
            "grep -i ':0*1538' /proc/net/tcp*",
            "cat /proc/net/tcp* | awk '{print $2}' | grep -i ':0*1538'");
    learn(old);
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = started(run);
      assertThat(check(run, id, old)).isFalse();
    }
  }
}
