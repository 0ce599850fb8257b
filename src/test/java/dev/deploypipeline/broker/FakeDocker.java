package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An engine that keeps its containers in memory; as much of the API as the broker needs. */
final class FakeDocker implements FakeEngine.Behaviour {

  /** A container. */
  static final class Box {
    final String id;
    final ObjectNode body;
    final String image;
    final List<String> files = new CopyOnWriteArrayList<>();
    volatile String name;
    volatile String status = "created";
    volatile int exitCode;
    final AtomicInteger starts = new AtomicInteger();

    Box(String id, String name, ObjectNode body, String image) {
      this.id = id;
      this.name = name;
      this.body = body;
      this.image = image;
    }
  }

  final Map<String, Box> boxes = new ConcurrentHashMap<>();

  /** The labels of all images, which their containers have as well. */
  final Map<String, String> imageLabels = new ConcurrentHashMap<>();

  /** What it lists as images, whatever the filters. */
  volatile String imageList = "[]";

  final Map<String, String> images = new ConcurrentHashMap<>(Map.of("postgres:15", "sha256:1"));
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<Link> followers = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();

  /** What each container logs when it is started. */
  volatile String log = "starting 17\nready\n";

  /** Lets deletions go on. */
  volatile CountDownLatch mayDelete = new CountDownLatch(0);

  /** The containers that somebody else is removing, by the ids that were given out. */
  final Set<String> beingRemoved = ConcurrentHashMap.newKeySet();

  /** Lets creations go on. */
  volatile CountDownLatch mayCreate = new CountDownLatch(0);

  /** Lets stops go on, in which containers end well. */
  volatile CountDownLatch mayStop = new CountDownLatch(0);

  /** Which requests it does not answer but breaks off. */
  volatile Predicate<String> breaksOff = line -> false;

  private Optional<Box> find(String reference) {
    return boxes.values().stream()
        .filter(box -> box.id.equals(reference) || box.name.equals(reference))
        .findFirst();
  }

  @Override
  public boolean serve(FakeEngine.Call call) throws IOException {
    requests.add(call.line());
    ApiTarget target = call.target();
    byte[] body = call.body();
    if (breaksOff.test(call.line())) {
      return false;
    }
    if (target.matches("containers", "create")) {
      await(mayCreate);
      call.answer(create(target, body));
    } else if (target.matches("containers", "json")) {
      call.answer(list(target));
    } else if (target.matches("containers", "prune")) {
      call.answer(prune(target));
    } else if (target.matches("images", "json")) {
      call.answer(Answer.json(200, imageList));
    } else if (target.matches("images", "*", "json")) {
      String id = images.get(target.path().get(1));
      call.answer(
          id == null
              ? Answer.error(404, "no such image")
              : Answer.json(200, "{\"Id\":\"" + id + "\"}"));
    } else if (target.matches("events")) {
      call.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      followers.add(call.link());
      call.reader().await();
      return false;
    } else if (target.path().get(0).equals("containers") && target.path().size() > 1) {
      Optional<Box> box = find(target.path().get(1));
      if (box.isEmpty()) {
        call.answer(Answer.error(404, "No such container: " + target.path().get(1)));
        return true;
      }
      return serve(call, target, body, box.get());
    } else if (target.matches("exec", "*", "start")) {
      call.answer(Answer.of(200, "application/vnd.docker.raw-stream", "open".getBytes(UTF_8)));
    } else if (target.matches("exec", "*", "json")) {
      call.answer(Answer.json(200, "{\"ExitCode\":0}"));
    } else {
      call.answer(Answer.json(200, "{}"));
    }
    return true;
  }

  private Answer create(ApiTarget target, byte[] body) {
    ObjectNode content = Json.readObject(new String(body, UTF_8)).orElseThrow();
    int n = number.incrementAndGet();
    String name = target.parameter("name").orElse("random-" + n);
    if (find(name).isPresent()) {
      return Answer.error(409, "Conflict. The container name is already in use");
    }
    String image = images.get(Json.text(content, "Image"));
    if (image == null) {
      return Answer.error(404, "no such image");
    }
    String id = Digests.ofText("container " + n);
    boxes.put(id, new Box(id, name, content, image));
    return Answer.json(201, "{\"Id\":\"" + id + "\",\"Warnings\":[]}");
  }

  private Answer list(ApiTarget target) {
    ArrayNode all = Json.array();
    LabelFilter filter = LabelFilter.of(target);
    for (Box box : boxes.values()) {
      if (!filter.accepts(box.body.path("Labels"))) {
        continue;
      }
      List<String> statuses = LabelFilter.values(target, "status");
      boolean listed = statuses.isEmpty() || statuses.contains(box.status);
      if (listed && (target.isTrue("all") || box.status.equals("running"))) {
        ObjectNode summary = Json.object().put("Id", box.id).put("State", box.status);
        summary.putArray("Names").add("/" + box.name);
        summary.set("Labels", Json.child(box.body, "Labels").deepCopy());
        all.add(summary);
      }
    }
    return Answer.json(200, all.toString());
  }

  private Answer prune(ApiTarget target) {
    ObjectNode result = Json.object();
    ArrayNode gone = result.putArray("ContainersDeleted");
    for (Box box : List.copyOf(boxes.values())) {
      List<String> without = LabelFilter.values(target, "label!");
      boolean spared = // as the engine does: by all of them
          !without.isEmpty()
              && without.stream()
                  .allMatch(label -> LabelFilter.has(box.body.path("Labels"), label));
      boolean meant = LabelFilter.of(target).accepts(box.body.path("Labels"));
      if (meant && !spared && !box.status.equals("running")) {
        boxes.remove(box.id);
        gone.add(box.id);
      }
    }
    return Answer.json(200, result.toString());
  }

  private boolean serve(FakeEngine.Call call, ApiTarget target, byte[] body, Box box)
      throws IOException {
    String action = target.path().size() > 2 ? target.path().get(2) : "";
    switch (call.method() + " " + action) {
      case "GET json" -> call.answer(inspect(box));
      case "POST start" -> {
        boolean already = box.status.equals("running");
        box.status = "running";
        box.starts.addAndGet(already ? 0 : 1);
        call.answer(Answer.of(already ? 304 : 204));
      }
      case "POST restart" -> {
        box.starts.incrementAndGet();
        call.answer(Answer.of(204));
      }
      case "POST exec" ->
          call.answer(Answer.json(201, "{\"Id\":\"e" + number.incrementAndGet() + "\"}"));
      case "POST kill", "POST stop" -> {
        await(action.equals("stop") ? mayStop : new CountDownLatch(0));
        box.exitCode = action.equals("stop") ? 7 : 137;
        box.status = "exited";
        call.answer(Answer.of(204));
      }
      case "POST rename" -> {
        String name = target.parameter("name").orElseThrow();
        boolean taken = find(name).isPresent();
        box.name = taken ? box.name : name;
        call.answer(taken ? Answer.error(409, "taken") : Answer.of(204));
      }
      case "PUT archive" -> {
        box.files.add(Digests.ofTar(body));
        call.answer(Answer.of(200));
      }
      case "GET logs" -> {
        return logs(call, target, box);
      }
      case "POST wait" -> {
        if (beingRemoved.remove(box.id)) {
          boxes.remove(box.id);
        }
        call.answer(Answer.json(200, "{\"StatusCode\":0}"));
      }
      case "DELETE " -> {
        await(mayDelete);
        if (beingRemoved.contains(box.id)) {
          call.answer(
              Answer.error(409, "removal of container " + box.id + " is already in progress"));
          return true;
        }
        boolean refused = box.status.equals("running") && !target.isTrue("force");
        if (!refused) {
          boxes.remove(box.id);
        }
        call.answer(refused ? Answer.error(409, "it runs") : Answer.of(204));
      }
      default -> call.answer(Answer.json(200, "{\"action\":\"" + action + "\"}"));
    }
    return true;
  }

  private static void await(CountDownLatch gate) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private ObjectNode labels(Box box) {
    ObjectNode labels = Json.object();
    imageLabels.forEach(labels::put);
    return labels.setAll(Json.child(box.body, "Labels").deepCopy());
  }

  private Answer inspect(Box box) {
    ObjectNode found = Json.object().put("Id", box.id).put("Name", "/" + box.name);
    found.put("Image", box.image).put("Created", "2020-01-01T00:00:00Z");
    Json.child(found, "Config").set("Labels", labels(box));
    Json.child(found, "State")
        .put("Status", box.status)
        .put("Running", box.status.equals("running"))
        .put("ExitCode", box.exitCode)
        .put("StartedAt", "2020-01-01T00:00:0" + box.starts + "Z");
    return Answer.json(200, found.toString());
  }

  private boolean logs(FakeEngine.Call call, ApiTarget target, Box box) throws IOException {
    byte[] text = (box.status.equals("created") ? "" : log).getBytes(UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {2, 0, 0, 0});
    frame.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
    frame.writeBytes(text);
    if (!target.isTrue("follow")) {
      call.answer(Answer.of(200, "", frame.toByteArray()));
      return true;
    }
    call.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    call.write(Integer.toHexString(frame.size()) + "\r\n");
    call.link().write(frame.toByteArray());
    call.write("\r\n");
    call.reader().await();
    return false;
  }

  /** Sends an event to whoever follows them. */
  void event(Box box, String action) throws IOException {
    ObjectNode event = Json.object().put("Type", "container").put("Action", action);
    event.put("id", box.id);
    ObjectNode actor = Json.child(event, "Actor").put("ID", box.id);
    actor.set("Attributes", labels(box));
    Json.child(actor, "Attributes").put("name", box.name);
    String text = event + "\n";
    for (Link follower : followers) {
      follower.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(UTF_8));
    }
  }
}
