package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What clients that follow the engine's events hear of warm containers. */
@Timeout(60)
class EventStoryTest {

  private static final String MINE =
      "?filters=%7B%22label%22%3A%5B%22org.testcontainers.sessionId%3Dmine%22%5D%7D";

  @TempDir private Path directory;
  private final FakeDocker docker = new FakeDocker();

  @BeforeEach
  void theImageHasLabels() {
    docker.imageLabels.put("of.image", "postgres");
  }

  @Test
  void aContainerIsMadeWhenItIsHandedOver() throws IOException {
    Path recipes = FakeRun.learned(docker, directory, "one");
    try (FakeRun run = new FakeRun(docker, recipes).warmedUp();
        RawClient mine = new RawClient(run.broker.socket());
        RawClient all = new RawClient(run.broker.socket())) {
      mine.send("GET /v1.41/events" + MINE + " HTTP/1.1\r\n\r\n").head();
      all.send("GET /events HTTP/1.1\r\n\r\n").head();
      BrokerFixture.await("followers", () -> docker.followers.size() == 2);
      FakeDocker.Box warm = docker.boxes.values().iterator().next();
      docker.event(warm, "health_status");

      run.start("mine");
      docker.event(warm, "die");
      docker.event(new FakeDocker.Box("x", "foreign", Json.object(), "i"), "start");

      for (RawClient client : java.util.List.of(mine, all)) {
        for (String action : java.util.List.of("create", "start", "die")) {
          ObjectNode event = next(client);
          assertThat(Json.text(event, "Action")).isEqualTo(action);
          assertThat(Json.text(event, "id")).isEqualTo(warm.id);
          ObjectNode attributes = Json.child(Json.child(event, "Actor"), "Attributes");
          assertThat(Json.text(attributes, "org.testcontainers.sessionId")).isEqualTo("mine");
          assertThat(Json.text(attributes, "of.image")).isEqualTo("postgres");
          assertThat(attributes.toString()).doesNotContain("dev.deploypipeline");
        }
      }
      assertThat(Json.text(next(all), "id")).isEqualTo("x");
    }
  }

  private static ObjectNode next(RawClient client) throws IOException {
    StringBuilder size = new StringBuilder();
    while (size.indexOf("\r\n") < 0) {
      size.append(client.text(1));
    }
    int length = Integer.parseInt(size.substring(0, size.length() - 2), 16);
    return Json.readObject(client.text(length + 2)).orElseThrow();
  }
}
