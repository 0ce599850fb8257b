package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.broker.BrokerSettings.StopAnswer;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real engine that is killed and started again in the middle of a run. */
@Timeout(120)
class EngineKilledTest {

  /** It ends when it is asked to, for which an engine that starts again would wait ten seconds. */
  private static final String BODY =
      "{\"Image\":\"tiny:1\",\"Cmd\":[\"sh\",\"-c\",\"trap exit TERM; echo ready; sleep 1000 & wait\"]}";

  @TempDir private Path directory;
  private final List<Finding> findings = new CopyOnWriteArrayList<>();
  private PrivateEngine engine;
  private Path sockets;
  private DockerBroker broker;

  @BeforeEach
  void learn() throws Exception {
    engine = new PrivateEngine("EngineKilledTest");
    sockets = Files.createTempDirectory("b");
    open();
    for (int i = 0; i < 4; i++) {
      start(create());
    }
    broker.close();
    assertThat(engine.docker("ps", "-aq")).isEmpty();
    open();
    broker.warmUp();
    BrokerFixture.await("four warm ones " + findings, () -> broker.ready() == 4);
  }

  @AfterEach
  void close() throws IOException {
    try {
      if (broker != null) {
        broker.close();
      }
    } finally {
      try {
        if (sockets != null) {
          Files.deleteIfExists(sockets);
        }
      } finally {
        if (engine != null) {
          engine.close();
        }
      }
    }
  }

  private void open() {
    broker =
        DockerBroker.open(
            new BrokerSettings(
                4,
                8,
                directory.resolve("recipes.json"),
                Map.of(FakeRun.OWNER, "killed"),
                "127.0.0.1",
                StopAnswer.AT_ONCE),
            engine.endpoint(),
            sockets,
            name -> {},
            InstantSource.system(),
            findings::add);
  }

  private Answer ask(String method, String target, String body) throws IOException {
    return FakeRun.ask(broker.socket(), method, target, body);
  }

  private Answer ask(String method, String target) throws IOException {
    return ask(method, target, "");
  }

  private String create() throws IOException {
    Answer answer = ask("POST", "/containers/create", BODY);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return Json.text(Json.readObject(answer.text()).orElseThrow(), "Id");
  }

  private RawClient follow(String id) throws IOException {
    RawClient client = new RawClient(broker.socket());
    client
        .send("GET /containers/" + id + "/logs?follow=1&stdout=1 HTTP/1.1\r\nHost: d\r\n\r\n")
        .head();
    client.text(16); // the first chunk: its length, and the line with its own head
    return client;
  }

  private void start(String id) throws IOException {
    Answer answer = ask("POST", "/containers/" + id + "/start");
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    follow(id).close();
  }

  private JsonNode stateOf(String id) throws IOException {
    Answer answer = ask("GET", "/containers/" + id + "/json");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Json.readObject(answer.text()).orElseThrow().path("State");
  }

  private List<String> warnings() {
    return findings.stream()
        .filter(finding -> finding.severity() == Severity.WARNING)
        .map(Finding::message)
        .toList();
  }

  @Test
  void clientsSeeTheEngineGoAndComeAndGetNothingDead() throws Exception {
    String running = create();
    start(running);
    String removed = create();
    start(removed);
    String created = create();
    assertThat(broker.statistics().warm()).isEqualTo(3);
    Set<String> dead = Set.copyOf(engine.docker("ps", "-q", "--no-trunc").lines().toList());
    assertThat(dead).hasSize(4).contains(running, removed, created);

    try (RawClient log = follow(running)) {
      engine.kill();
      assertThat(log.rest()).as("the log that was followed").doesNotContain("ready");
    }
    for (String call :
        List.of(
            "GET /_ping",
            "POST /containers/create",
            "POST /containers/" + created + "/start",
            "GET /containers/" + running + "/json",
            "POST /containers/" + removed + "/kill",
            "DELETE /containers/" + removed + "?force=1",
            "GET /containers/json")) {
      String[] words = call.split(" ", 2);
      Answer answer = ask(words[0], words[1], words[1].endsWith("create") ? BODY : "");
      assertThat(answer.status()).as(call + ": " + answer.text()).isBetween(500, 503);
    }
    engine.start();

    assertThat(stateOf(running).path("Status").stringValue()).isEqualTo("exited");
    for (int i = 0; i < 2; i++) {
      String fresh = create();
      assertThat(dead).doesNotContain(fresh);
      start(fresh);
      assertThat(engine.docker("inspect", "-f", "{{.State.Status}}", fresh)).isEqualTo("running");
    }
    start(created);
    assertThat(stateOf(created).path("Running").booleanValue()).isTrue();
    assertThat(ask("DELETE", "/containers/" + removed + "?force=1").status()).isEqualTo(204);
    broker.close();
    assertThat(engine.docker("ps", "-aq")).isEmpty();
    assertThat(warnings()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aBrokerThatClosesWhileItsEngineIsGoneSaysOnceThatSomethingIsLeft() throws Exception {
    for (int i = 0; i < 3; i++) {
      start(create());
    }
    engine.kill();
    broker.close();
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("The next build removes what is left");
  }
}
