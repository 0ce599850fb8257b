package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ApiTarget.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the broker asks of the engine for itself (Docker Engine API v1.41). */
final class EngineCalls {

  private static final String LINES_OF_LOG = "2000";
  private static final int BYTES_OF_LOG = 1 << 20;

  private static final ApiTarget ROOT = new ApiTarget("", List.of(), List.of());

  private final EngineClient client;

  EngineCalls(EngineClient client) {
    this.client = client;
  }

  /** The engine refuses. */
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refusal(String what, Answer answer) {
      super(
          "the Docker engine refuses to "
              + what
              + ": "
              + Json.readObject(answer.text())
                  .map(error -> Json.text(error, "message"))
                  .orElse("status " + answer.status()));
      this.status = answer.status();
    }

    /** A refusal in the engine's place, where it could not be asked what has to come first. */
    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }

    /** What the engine says of a container that is gone. */
    static Refusal gone(String id) {
      return new Refusal(404, "No such container: " + id);
    }

    int status() {
      return status;
    }
  }

  /** Somebody else has begun to, a client for example. */
  private static boolean isBeingRemoved(Answer answer) {
    return answer.status() == 409 && answer.text().contains("already in progress");
  }

  private static Answer succeeded(String what, Answer answer) throws Refusal {
    if (!answer.succeeded() && answer.status() != 304) {
      throw new Refusal(what, answer);
    }
    return answer;
  }

  /**
   * Creates a container.
   *
   * @return its id
   */
  String create(CreateCall call, String name, Map<String, String> labels) throws IOException {
    Answer answer = client.ask("POST", call.target(name), call.bodyWith(labels));
    return idOf(succeeded("create a container of " + call.image(), answer));
  }

  /** The id in the answer to a create request. */
  static String idOf(Answer answer) {
    return Json.readObject(answer.text())
        .map(created -> Json.text(created, "Id"))
        .filter(id -> !id.isEmpty())
        .orElseThrow(
            () -> new IllegalStateException("the engine's answer to a create request has no id"));
  }

  void copy(String id, FileCopy files) throws IOException {
    ApiTarget target = new ApiTarget("", List.of("containers", id, "archive"), files.query());
    List<HttpHead.Field> fields = List.of(new HttpHead.Field("Content-Type", "application/x-tar"));
    succeeded("copy files", client.ask("PUT", target, fields, files.tar()));
  }

  void start(String id) throws IOException {
    succeeded("start a container", client.ask("POST", ROOT.at("containers", id, "start")));
  }

  /** What the engine knows of a container; empty if there is none. */
  Optional<ObjectNode> inspect(String id) throws IOException {
    Answer answer = client.ask("GET", ROOT.at("containers", id, "json"));
    if (answer.status() == 404) {
      return Optional.empty();
    }
    return Json.readObject(succeeded("inspect a container", answer).text());
  }

  /** The last lines of a log. */
  LogLines logs(String id) throws IOException {
    // A test may log without end, and this is read again and again.
    ApiTarget target =
        ROOT.at("containers", id, "logs")
            .with("stdout", "1")
            .with("stderr", "1")
            .with("tail", LINES_OF_LOG);
    return LogLines.of(succeeded("show a log", client.beginningOf(target, BYTES_OF_LOG)).body());
  }

  /**
   * Runs a command in a container.
   *
   * @param exec the body of the request that creates it
   * @return its output as the engine sends it; empty if it did not end with exit code 0
   */
  Optional<byte[]> run(String id, String exec) throws IOException {
    Answer created = client.ask("POST", ROOT.at("containers", id, "exec"), exec);
    String run = idOf(succeeded("create an exec", created));
    String attached = "{\"Detach\":false,\"Tty\":false}";
    Answer output = client.ask("POST", ROOT.at("exec", run, "start"), attached);
    succeeded("start an exec", output);
    Answer found = client.ask("GET", ROOT.at("exec", run, "json"));
    int exitCode =
        Json.readObject(succeeded("inspect an exec", found).text())
            .map(node -> node.path("ExitCode").asInt(-1))
            .orElse(-1);
    return exitCode == 0 ? Optional.of(output.body()) : Optional.empty();
  }

  /** The ids of all containers with a label, whether they run or not. */
  List<String> labelled(String label) throws IOException {
    ObjectNode filters = Json.object();
    filters.putArray("label").add(label);
    ApiTarget target =
        ROOT.at("containers", "json").with("all", "1").with("filters", filters.toString());
    Answer answer = succeeded("list containers", client.ask("GET", target));
    List<String> ids = new ArrayList<>();
    Json.read(answer.text()).ifPresent(all -> all.forEach(each -> ids.add(Json.text(each, "Id"))));
    return ids;
  }

  /** All containers that do not run, as the engine lists them. */
  JsonNode stopped() throws IOException {
    ObjectNode filters = Json.object();
    filters.putArray("status").add("created").add("exited").add("dead");
    ApiTarget target =
        ROOT.at("containers", "json").with("all", "1").with("filters", filters.toString());
    Answer answer = succeeded("list containers", client.ask("GET", target));
    return Json.read(answer.text()).orElse(Json.array());
  }

  /** Removes a container unless it runs; whether that was done, and by nobody else. */
  boolean removeStopped(String id) throws IOException {
    Answer answer = client.ask("DELETE", ROOT.at("containers", id));
    if (answer.status() == 404 || answer.status() == 409) {
      return false;
    }
    return succeeded("remove a container", answer).succeeded();
  }

  void rename(String id, String name) throws IOException {
    ApiTarget target = ROOT.at("containers", id, "rename").with("name", name);
    succeeded("rename a container", client.ask("POST", target));
  }

  /** The id of the image that a name stands for now; empty if there is none. */
  Optional<String> image(String name) throws IOException {
    Answer answer = client.ask("GET", ROOT.at("images", name, "json"));
    return answer.status() == 404
        ? Optional.empty()
        : Json.readObject(succeeded("inspect an image", answer).text())
            .map(image -> Json.text(image, "Id"));
  }

  /** All that images are called by, names and ids, which pass the engine's own filters. */
  List<String> images(ObjectNode filters) throws IOException {
    ApiTarget target = ROOT.at("images", "json").with("filters", filters.toString());
    Answer answer = succeeded("list images", client.ask("GET", target));
    List<String> all = new ArrayList<>();
    for (JsonNode image : Json.read(answer.text()).orElse(Json.array())) {
      all.add(Json.text(image, "Id"));
      image.path("RepoTags").forEach(tag -> all.add(tag.asString()));
    }
    return all;
  }

  /**
   * Removes a container, whether it runs or not, and its anonymous volumes; does nothing if it is
   * gone. Returns when it is, whoever removes it.
   */
  void remove(String id) throws IOException {
    remove(id, List.of(new Parameter("v", "1")));
  }

  /** The same with parameters of a client. */
  void remove(String id, List<Parameter> query) throws IOException {
    ApiTarget target = new ApiTarget("", List.of("containers", id), query).with("force", "1");
    Answer answer = client.ask("DELETE", target);
    if (isBeingRemoved(answer)) {
      ApiTarget end = ROOT.at("containers", id, "wait").with("condition", "removed");
      answer = client.ask("POST", end);
      String failed =
          Json.readObject(answer.text())
              .map(result -> Json.text(result.path("Error"), "Message"))
              .orElse("");
      if (!failed.isEmpty()) {
        throw new Refusal(500, "the engine cannot remove a container: " + failed);
      }
    }
    if (answer.status() != 404) {
      succeeded("remove a container", answer);
    }
  }

  /** Carries out what a client asked to be done, whatever the outcome; 404 and 409 are none. */
  void carryOut(String method, ApiTarget target) throws IOException {
    Answer answer = client.ask(method, target);
    if (answer.status() != 404 && answer.status() != 409) {
      succeeded("carry out " + method, answer);
    }
  }
}
