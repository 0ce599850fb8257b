package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import dev.deploypipeline.broker.WarmContainer.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers requests to run commands in containers (Docker Engine API v1.41, "Exec"). One kind is
 * special: Testcontainers' check that ports are open. It is a sign that the client waits, and part
 * of what makes a warm container ready: there it was run before, in the very container, and its
 * client gets that result once, as long as nothing else was done to the container.
 */
final class Execs {

  private static final int LARGEST_BODY = 1 << 20;

  /**
   * Testcontainers' {@code InternalCommandPortListeningCheck}, of its versions 1 (with {@code cat})
   * and 2. Whatever else looks at ports may mean something else by it.
   */
  private static final Pattern PORT_CHECK =
      Pattern.compile(
          "while true; do \\( true ("
              + " *&& *\\((cat /proc/net/tcp\\* \\| awk '\\{print \\$2\\}' \\| )?"
              + "grep -i ':0\\*[0-9a-f]+'( /proc/net/tcp\\*)?"
              + " \\|\\| nc -vz -w 1 localhost [0-9]+"
              + " \\|\\| /bin/bash -c '</dev/tcp/localhost/[0-9]+'\\)"
              + ")+ \\) && exit 0 \\|\\| sleep 0\\.1; done");

  /** A check that is created and not run yet. */
  private record Check(ClientContainer container, String command) {}

  /** A check whose result is known. */
  private record Known(ClientContainer container, Proof proof) {}

  private final Services services;
  private final Waits waits;
  private final Map<String, Check> checks = new ConcurrentHashMap<>();
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Execs(Services services, Waits waits) {
    this.services = services;
    this.waits = waits;
  }

  /** Answers {@code POST /containers/<container>/exec}; the target is the engine's. */
  Handling create(ClientRequest request, ApiTarget target, ClientContainer container)
      throws IOException {
    Optional<byte[]> body = request.bodyUpTo(LARGEST_BODY);
    Optional<String> check =
        body.flatMap(bytes -> Json.readObject(new String(bytes, StandardCharsets.UTF_8)))
            .filter(exec -> isPortCheck(exec.path("Cmd")))
            .map(Execs::command);
    forgetGone();
    if (check.isEmpty()) {
      container.spendProof(); // it may well stop what listens
      waits.seen(container, false, Optional.empty());
      return Handling.to(request, target.toString(), () -> {});
    }
    Optional<Proof> proof = container.takeProof(check.get());
    if (proof.isPresent() && runsSinceThen(container)) {
      String id = Digests.ofText(UUID.randomUUID().toString());
      known.put(id, new Known(container, proof.get()));
      return new Handling.Local(Answer.json(201, Json.object().put("Id", id).toString()));
    }
    Answer answer = services.client().ask(request, target, body.get());
    if (answer.status() == 201) {
      Check made = new Check(container, check.get());
      // It is made, whatever happens here, and must not be made again.
      services.faults().guarding(() -> checks.put(EngineCalls.idOf(answer), made));
    }
    return new Handling.Local(answer);
  }

  private static boolean isPortCheck(JsonNode words) {
    return words.size() == 3
        && words.path(0).asString("").equals("/bin/sh")
        && words.path(1).asString("").equals("-c")
        && PORT_CHECK.matcher(words.path(2).asString("")).matches();
  }

  /** Whether it was neither ended nor started again since the check was run ahead. */
  private boolean runsSinceThen(ClientContainer container) throws IOException {
    JsonNode state =
        services
            .calls()
            .inspect(container.realId())
            .map(found -> found.path("State"))
            .orElse(Json.object());
    return state.path("Running").asBoolean(false)
        && !state.path("Paused").asBoolean(false)
        && Json.text(state, "StartedAt")
            .equals(container.warm().map(WarmContainer::startedAt).orElse(""));
  }

  private void forgetGone() {
    known.values().removeIf(each -> each.container().is(State.GONE));
    checks.values().removeIf(each -> each.container().is(State.GONE));
  }

  /** What is the same in all containers: docker-java says in the body which one it means. */
  private static String command(ObjectNode exec) {
    exec.remove("containerId");
    return Json.sorted(exec).toString();
  }

  /** Answers {@code POST /exec/<exec>/start}. */
  Handling start(ClientRequest request, ApiTarget target) throws IOException {
    String id = target.path().get(1);
    Known result = known.get(id);
    if (result != null) {
      Optional<byte[]> unread = request.bodyUpTo(LARGEST_BODY);
      waits.seen(result.container(), true, Optional.empty());
      boolean upgrade = request.head().lists("Connection", "upgrade") && unread.isPresent();
      return new Handling.Local(output(result.proof(), upgrade));
    }
    Check check = checks.remove(id);
    return check == null
        ? Handling.untouched(request)
        : Handling.to(
            request,
            request.target(),
            () -> waits.seen(check.container(), true, Optional.of(check.command())));
  }

  private static Answer output(Proof proof, boolean upgrade) {
    if (!upgrade) {
      return Answer.of(200, "application/vnd.docker.raw-stream", proof.output());
    }
    Answer plain = Answer.of(101, "application/vnd.docker.raw-stream", proof.output());
    return new Answer(
        plain.head().with("Connection", "Upgrade").with("Upgrade", "tcp"), plain.body());
  }

  /** Answers {@code GET /exec/<exec>/json}. */
  Handling inspect(ClientRequest request, ApiTarget target) {
    Known result = known.get(target.path().get(1));
    if (result == null) {
      return Handling.untouched(request);
    }
    ObjectNode found = Json.object().put("ID", target.path().get(1));
    found.put("ContainerID", result.container().id());
    found.put("Running", false).put("ExitCode", 0).put("Pid", 0).put("CanRemove", false);
    found.put("OpenStdin", false).put("OpenStdout", true).put("OpenStderr", true);
    found.put("DetachKeys", "");
    Json.child(found, "ProcessConfig").put("tty", false).put("privileged", false);
    return new Handling.Local(Answer.json(200, found.toString()));
  }
}
