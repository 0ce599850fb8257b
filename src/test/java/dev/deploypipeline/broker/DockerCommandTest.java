package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.runtime.NeedsDocker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code docker} through the broker's socket, on a real engine. */
@Timeout(180)
@NeedsDocker
class DockerCommandTest {

  /** Runs any command, which the other image does not. */
  private static final String IMAGE = "postgres:15";

  @TempDir private Path directory;
  private LiveBroker live;
  private BrokerScope scope;

  @BeforeEach
  void open() throws IOException {
    Programs.need("DockerCommandTest", "docker");
    live = new LiveBroker(directory.resolve("recipes.json"), 1);
    scope = live.broker().scope("commands");
  }

  @AfterEach
  void close() throws IOException {
    if (live != null) {
      live.close();
    }
  }

  private Process begin(String... words) throws IOException {
    return new DockerCommand(scope.socket()).begin(words);
  }

  private String docker(String... words) throws IOException, InterruptedException {
    return withInput("", words);
  }

  private String withInput(String input, String... words) throws IOException, InterruptedException {
    return DockerCommand.outputOf(begin(words), input);
  }

  private void removeImage(String image) throws IOException, InterruptedException {
    new DockerCommand(scope.socket()).removeImage(image);
  }

  @Test
  void itRunsContainersInTheForeground() throws Exception {
    assertThat(docker("run", "--rm", IMAGE, "echo", "hello")).isEqualTo("hello");
    assertThat(withInput("from here\n", "run", "--rm", "-i", IMAGE, "cat")).isEqualTo("from here");
    assertThat(live.broker().statistics().passed().keySet())
        .containsAnyOf(PassReason.ATTACHED, PassReason.AUTO_REMOVE);
  }

  @Test
  void itSeesTheExitCodeOfWhatItRan() throws Exception {
    Process process = begin("run", "--rm", IMAGE, "sh", "-c", "exit 7");
    assertThat(process.waitFor()).isEqualTo(7);
  }

  @Test
  void itRunsCommandsInContainersWithInput() throws Exception {
    String id = docker("run", "-d", IMAGE, "sleep", "100");
    String large = "0123456789abcdef".repeat(100_000) + "\n";

    assertThat(withInput(large, "exec", "-i", id, "cat")).isEqualTo(large.strip());
    assertThat(withInput(large, "exec", "-i", id, "wc", "-c").strip())
        .isEqualTo(Integer.toString(large.length()));
    assertThat(docker("exec", id.substring(0, 12), "sh", "-c", "echo out; echo err >&2"))
        .contains("out", "err");
  }

  @Test
  void itFollowsLogsAndEventsUntilTheyEnd() throws Exception {
    Process events = begin("events", "--filter", "label=test=broker");
    String id =
        docker(
            "run",
            "-d",
            "--label",
            "test=broker",
            IMAGE,
            "sh",
            "-c",
            "echo one; sleep 1; echo two");
    Process logs = begin("logs", "-f", id);

    assertThat(new String(logs.getInputStream().readAllBytes(), UTF_8)).isEqualTo("one\ntwo\n");
    assertThat(logs.waitFor()).isZero();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(events.getInputStream(), UTF_8));
    assertThat(lines.readLine()).contains("container create " + id);
    for (String line = lines.readLine(); !line.contains("container die"); line = lines.readLine()) {
      assertThat(line).contains(id);
    }
    events.destroy();
    assertThat(events.waitFor(10, TimeUnit.SECONDS)).isTrue();
    BrokerFixture.await("connections", () -> scope.connections() == 0);
  }

  @Test
  void itCopiesFilesBothWays() throws Exception {
    String id = docker("create", IMAGE, "sleep", "100");
    Path file = directory.resolve("large.bin");
    byte[] content = new byte[5_000_000];
    new java.util.Random(5).nextBytes(content);
    Files.write(file, content);

    docker("cp", file.toString(), id + ":/tmp/large.bin");
    docker("cp", id + ":/tmp/large.bin", directory.resolve("back.bin").toString());

    assertThat(directory.resolve("back.bin")).hasBinaryContent(content);
  }

  @Test
  void itBuildsImages() throws Exception {
    Path context = Files.createDirectory(directory.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), "FROM postgres:15\nCOPY part.bin /part.bin\n");
    Files.write(context.resolve("part.bin"), new byte[3_000_000]);
    String tag = "deploy-pipeline-broker-test:" + ProcessHandle.current().pid();
    try {
      assertThat(docker("build", "-t", tag, context.toString())).contains("Successfully built");
      assertThat(docker("run", "--rm", tag, "sh", "-c", "wc -c < /part.bin").strip())
          .isEqualTo("3000000");
    } finally {
      removeImage(tag);
    }
  }

  @Test
  void aServerOfTheSecondRunIsWarm() throws Exception {
    String id = docker("run", "-d", "-P", "--label", "org.testcontainers.sessionId=1", "redis:7");
    DockerCommand.awaitOutput("PONG", () -> begin("exec", id, "redis-cli", "ping"));
    docker("rm", "-f", "-v", id);
    assertThat(live.broker().statistics().passed()).isEqualTo(Map.of(PassReason.FIRST_SEEN, 1));
    close();
    open();
    live.broker().warmUp();
    live.awaitReady(1);

    String warm =
        docker(
            "run", "-d", "-P", "--name", "broker-test-" + ProcessHandle.current().pid(), "redis:7");
    assertThat(live.broker().statistics().warm()).isEqualTo(1);
    assertThat(docker("exec", warm, "redis-cli", "dbsize")).isEqualTo("0");
    assertThat(docker("ps", "--filter", "id=" + warm, "--format", "{{.Names}} {{.Labels}}"))
        .isEqualTo("broker-test-" + ProcessHandle.current().pid());
    assertThat(docker("stop", warm)).isEqualTo(warm);
    assertThat(docker("inspect", "-f", "{{.State.Status}}", warm)).isEqualTo("exited");
    docker("start", warm);
    DockerCommand.awaitOutput("PONG", () -> begin("exec", warm, "redis-cli", "ping"));
    docker("rm", "-f", warm);
    assertThat(begin("inspect", warm).waitFor()).isNotZero();
    assertThat(live.findings()).isEmpty();
  }

  @Test
  void whatItLeftIsRemovedWithItsScope() throws Exception {
    String id = docker("run", "-d", IMAGE, "sleep", "100");
    scope.close();
    scope = live.broker().scope("later");
    assertThat(begin("inspect", id).waitFor()).isNotZero();
  }

  @Test
  void itPushesAndPullsImages() throws Exception {
    Path file = directory.resolve("content.bin");
    byte[] content = new byte[3_000_000];
    new java.util.Random(7).nextBytes(content);
    Files.write(file, content);
    Path tar = directory.resolve("content.tar");
    Programs.output("tar", "-C", directory.toString(), "-cf", tar.toString(), "content.bin");
    try (Registry registry = new Registry("DockerCommandTest")) {
      String image = registry.address() + "/broker-test:1";
      try {
        docker("import", tar.toString(), image);
        docker("push", image);
        docker("rmi", image);
        assertThat(begin("inspect", image).waitFor()).isNotZero();

        assertThat(docker("pull", image)).contains("Downloaded newer image for " + image);

        String id = docker("create", image, "none");
        docker("cp", id + ":/content.bin", directory.resolve("pulled.bin").toString());
        assertThat(directory.resolve("pulled.bin")).hasBinaryContent(content);
        docker("rm", id);
      } finally {
        removeImage(image);
      }
      Process missing = begin("pull", registry.address() + "/broker-test:2");
      assertThat(new String(missing.getInputStream().readAllBytes(), UTF_8)).contains("not found");
      assertThat(missing.waitFor()).isNotZero();
    }
  }

  @Test
  void itBuildsImagesWithBuildKit() throws Exception {
    Programs.skipUnless(
        begin("buildx", "version").waitFor() == 0,
        "DockerCommandTest.itBuildsImagesWithBuildKit",
        "docker has no buildx");
    Files.writeString(directory.resolve("Dockerfile"), "FROM postgres:15\nCOPY Dockerfile /part\n");
    String tag = "deploy-pipeline-broker-test:kit-" + ProcessHandle.current().pid();
    try {
      docker("buildx", "build", "--load", "-t", tag, directory.toString());
      assertThat(docker("run", "--rm", tag, "cat", "/part")).contains("COPY Dockerfile /part");
    } finally {
      removeImage(tag);
    }
  }

  /** With what BuildKit begins: the engine becomes an HTTP/2 client of its client. */
  @Test
  void aBuildKitSessionIsHandedThrough() throws Exception {
    try (RawClient client = new RawClient(scope.socket())) {
      client.send(
          """
          POST /session HTTP/1.1
          Host: d
          Connection: Upgrade
          Upgrade: h2c
          X-Docker-Expose-Session-Uuid: broker-test
          X-Docker-Expose-Session-Name: broker-test
          X-Docker-Expose-Session-Sharedkey: broker-test

          """
              .replace("\n", "\r\n"));
      assertThat(Answer.statusOf(client.head())).isEqualTo(101);
      assertThat(client.text(24)).isEqualTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }
    BrokerFixture.await("connections", () -> scope.connections() == 0);
  }
}
