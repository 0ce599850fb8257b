package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients get when the engine breaks off in the middle of something. */
@Timeout(60)
class UnwellEngineTest {

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();
  private Path recipes;

  @BeforeEach
  void learn() throws IOException {
    recipes = FakeRun.learned(docker, directory, "one");
  }

  private static boolean isCreate(String line) {
    boolean ahead = line.contains("deploy-pipeline-warm");
    return line.startsWith("POST") && line.contains("/containers/create") && !ahead;
  }

  private long creates() {
    return docker.requests.stream().filter(UnwellEngineTest::isCreate).count();
  }

  @Test
  void whatIsPreparedOtherwiseNeverReachesTheWarmContainer() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.create("mine");
      FakeDocker.Box warm = docker.boxes.get(id);
      docker.breaksOff = UnwellEngineTest::isCreate;

      String tar = PreparationTest.tar("create table b", 1);
      assertThat(PreparationTest.copy(run, id, tar).status()).isEqualTo(500);
      assertThat(run.ask("POST", "/containers/" + id + "/attach?stream=1").status()).isEqualTo(500);
      assertThat(run.ask("POST", "/containers/" + id + "/start").status()).isEqualTo(500);
      assertThat(run.ask("POST", "/networks/n/connect", "{\"Container\":\"" + id + "\"}").status())
          .isEqualTo(500);
      assertThat(warm.files).isEmpty();
      assertThat(docker.requests)
          .noneMatch(line -> line.contains("/attach") || line.contains("/networks"));

      docker.breaksOff = line -> false;
      run.startAndWait(id);
      BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(id));
      assertThat(run.broker.statistics().passed())
          .isEqualTo(Map.of(PassReason.PREPARED_OTHERWISE, 1));
    }
    assertThat(docker.boxes).isEmpty();
  }

  @Test
  void aFreshContainerThatCannotBePreparedIsNotLeft() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes)) {
      String id = run.create("mine");
      String tar = PreparationTest.tar("create table a", 1);
      PreparationTest.copy(run, id, tar);
      run.startAndWait(id);
    }
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      Answer created = run.ask("POST", "/containers/create?name=db", FakeRun.body("s"));
      String id = Json.text(Json.readObject(created.text()).orElseThrow(), "Id");
      PreparationTest.copy(run, id, PreparationTest.tar("create table a", 1));
      docker.breaksOff = line -> line.startsWith("PUT");
      assertThat(run.ask("POST", "/containers/" + id + "/update").status()).isEqualTo(500);

      assertThat(docker.boxes).containsOnlyKeys(id);
      assertThat(docker.boxes.get(id).name).isEqualTo("db");
      docker.breaksOff = line -> false;
      assertThat(run.ask("POST", "/containers/" + id + "/update").status()).isEqualTo(200);
      BrokerFixture.await("the warm one goes", () -> !docker.boxes.containsKey(id));
    }
    assertThat(docker.boxes).isEmpty();
  }

  @Test
  void whatMayBeDoneAlreadyIsNotAskedTwice() throws IOException {
    try (FakeRun run = new FakeRun(docker, directory.resolve("none.json"))) {
      String id = run.start("mine");
      long before = creates();
      docker.breaksOff = line -> !line.startsWith("GET") && !line.startsWith("DELETE");
      assertThat(run.ask("POST", "/containers/create", FakeRun.body("s")).status()).isEqualTo(500);
      assertThat(creates()).isEqualTo(before + 1);

      String rename = "/containers/" + id + "/rename?name=other";
      assertThat(run.ask("POST", rename).status()).isEqualTo(500);
      assertThat(docker.requests.stream().filter(line -> line.contains("rename"))).hasSize(1);

      String exec = "/containers/" + id + "/exec";
      assertThat(run.ask("POST", exec, PortCheckTest.exec(PortCheckTest.CHECK)).status())
          .isEqualTo(500);
      assertThat(docker.requests.stream().filter(line -> line.contains("/exec"))).hasSize(1);
      assertThat(run.findings).noneMatch(each -> each.severity() == Severity.WARNING);
      docker.breaksOff = line -> false;
    }
  }

  @Test
  void aContainerThatEndsBetweenItsCreationAndItsStartIsReplaced() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      Answer created = run.ask("POST", "/containers/create?name=db", FakeRun.body("s"));
      String id = Json.text(Json.readObject(created.text()).orElseThrow(), "Id");
      docker.boxes.values().forEach(box -> box.status = "exited"); // as with a restart

      run.startAndWait(id);

      FakeDocker.Box fresh =
          docker.boxes.values().stream().filter(box -> box.name.equals("db")).findFirst().get();
      assertThat(fresh.id).isNotEqualTo(id);
      assertThat(fresh.status).isEqualTo("running");
      assertThat(run.inspect(id).path("State").path("Running").booleanValue()).isTrue();
      assertThat(run.broker.statistics().passed()).isEqualTo(Map.of(PassReason.WARM_ENDED, 1));
    }
    assertThat(docker.boxes).isEmpty();
  }

  @Test
  void whatTheEngineStartedAgainIsNotHandedOver() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      FakeDocker.Box warm = docker.boxes.values().iterator().next();
      warm.starts.incrementAndGet(); // it runs, with what its first start left

      assertThat(run.start("mine")).isNotEqualTo(warm.id);

      assertThat(run.broker.statistics().passed()).isEqualTo(Map.of(PassReason.WARM_ENDED, 1));
    }
  }

  @Test
  void nothingIsSaidToBeStartedWhileTheEngineDoesNotAnswer() throws IOException {
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp()) {
      String id = run.create("mine");
      docker.breaksOff = line -> true;
      assertThat(run.ask("POST", "/containers/" + id + "/start").status()).isEqualTo(500);
      docker.breaksOff = line -> false;
      run.startAndWait(id);
      assertThat(run.broker.statistics().warm()).isEqualTo(1);
    }
  }
}
