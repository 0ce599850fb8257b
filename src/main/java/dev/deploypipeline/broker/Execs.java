package dev.deploypipeline.broker;

import dev.deploypipeline.broker.WarmContainer.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers requests to run commands in containers (Docker Engine API v1.41, "Exec"). One kind is
 * special: Testcontainers' check that ports are open. It is a sign that the client waits, and part
 * of what makes a warm container ready: there it was run before, in the very container, and its
 * client gets that result, since a container that runs keeps its ports open.
 */
final class Execs {

  private static final int LARGEST_BODY = 1 << 20;

  /** What Testcontainers' port check reads, and hardly anything else does. */
  private static final String PORT_CHECK = "/proc/net/tcp";

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
            .filter(exec -> exec.path("Cmd").toString().contains(PORT_CHECK))
            .map(Execs::command);
    if (check.isEmpty()) {
      waits.seen(container, false, Optional.empty());
      return Handling.to(request, target.toString(), () -> {});
    }
    Optional<Proof> proof =
        container
            .warm()
            .flatMap(WarmContainer::proof)
            .filter(each -> each.command().equals(check.get()))
            .filter(each -> container.is(ClientContainer.State.RUNNING));
    if (proof.isPresent()) {
      String id = Digests.ofText(UUID.randomUUID().toString());
      known.put(id, new Known(container, proof.get()));
      return new Handling.Local(Answer.json(201, Json.object().put("Id", id).toString()));
    }
    Answer answer = services.client().ask(request, target, body.get());
    if (answer.status() == 201) {
      checks.put(EngineCalls.idOf(answer), new Check(container, check.get()));
    }
    return new Handling.Local(answer);
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
