package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.deploypipeline.broker.BrokerSettings.StopAnswer;
import dev.deploypipeline.model.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** One run of a build: a broker over a {@link FakeDocker}, and what a client does with it. */
final class FakeRun implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final String OWNER = "dev.deploypipeline.pid";

  private final Path directory = Files.createTempDirectory("b");
  private final FakeEngine engine;
  final DockerBroker broker;
  final List<Finding> findings = new CopyOnWriteArrayList<>();
  final List<String> guarded = new CopyOnWriteArrayList<>();

  FakeRun(FakeDocker docker, Path recipes) throws IOException {
    this(docker, recipes, () -> NOW, StopAnswer.AT_ONCE);
  }

  FakeRun(FakeDocker docker, Path recipes, InstantSource clock, StopAnswer stopAnswer)
      throws IOException {
    this(docker, recipes, clock, stopAnswer, Limits.defaults());
  }

  FakeRun(
      FakeDocker docker, Path recipes, InstantSource clock, StopAnswer stopAnswer, Limits limits)
      throws IOException {
    engine = FakeEngine.open(directory.resolve("e.sock"), docker);
    broker =
        DockerBroker.open(
            new BrokerSettings(3, 10, recipes, Map.of(OWNER, "1"), "127.0.0.1", stopAnswer),
            engine.endpoint(),
            directory,
            guarded::add,
            clock,
            limits,
            findings::add);
  }

  /**
   * An earlier run, in which clients started containers of their own.
   *
   * @return the file with what that run learned
   */
  static Path learned(FakeDocker docker, Path directory, String... containers) throws IOException {
    Path recipes = directory.resolve("recipes.json");
    try (FakeRun first = new FakeRun(docker, recipes)) {
      for (String container : containers) {
        first.start(container);
      }
    }
    return recipes;
  }

  FakeRun warmedUp() {
    broker.warmUp();
    BrokerFixture.await("warm " + findings, () -> broker.starting() == 0 && broker.ready() > 0);
    return this;
  }

  Answer ask(String method, String target) throws IOException {
    return ask(method, target, "");
  }

  Answer ask(String method, String target, String body) throws IOException {
    return ask(broker.socket(), method, target, body);
  }

  static Answer ask(Path socket, String method, String target, String body) throws IOException {
    try (RawClient client = new RawClient(socket)) {
      return client
          .send(
              method
                  + " /v1.41"
                  + target
                  + " HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\n"
                  + "Content-Length: "
                  + body.getBytes(UTF_8).length
                  + "\r\n\r\n"
                  + body)
          .answer();
    }
  }

  static String body(String session) {
    return "{\"Image\":\"postgres:15\",\"Env\":[\"A=1\"],\"Labels\":{\"org.testcontainers.sessionId\":\""
        + session
        + "\"}}";
  }

  /** Creates a container as a client of a session does, and returns its id. */
  String create(String session) throws IOException {
    Answer answer = ask("POST", "/containers/create", body(session));
    if (answer.status() != 201) {
      throw new IOException(answer.status() + answer.text());
    }
    return Json.text(Json.readObject(answer.text()).orElseThrow(), "Id");
  }

  /** Creates and starts one, and waits for it as Testcontainers does, by following its log. */
  String start(String session) throws IOException {
    String id = create(session);
    startAndWait(id);
    return id;
  }

  void startAndWait(String id) throws IOException {
    int status = ask("POST", "/containers/" + id + "/start").status();
    if (status != 204) {
      throw new IOException("start: " + status);
    }
    try (RawClient client = new RawClient(broker.socket())) {
      client.send(
          "GET /v1.41/containers/" + id + "/logs?follow=1&stdout=1&since=0 HTTP/1.1\r\n\r\n");
      client.head();
      client.text(20);
    }
  }

  JsonNode inspect(String id) throws IOException {
    return Json.readObject(ask("GET", "/containers/" + id + "/json").text()).orElseThrow();
  }

  int statusOf(String id) throws IOException {
    return ask("GET", "/containers/" + id + "/json").status();
  }

  @Override
  public void close() throws IOException {
    broker.close();
    engine.close();
    Files.deleteIfExists(directory);
  }
}
