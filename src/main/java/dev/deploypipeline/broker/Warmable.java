package dev.deploypipeline.broker;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Decides which containers could have been started before they were asked for without anybody being
 * able to tell. In doubt not.
 *
 * @param sockets the paths of the engine's socket, the only thing of the host that may be mounted
 */
record Warmable(Set<String> sockets) {

  private static final Set<String> DEFAULT_NETWORKS = Set.of("", "default", "bridge");
  private static final Set<String> OWN_SPACES = Set.of("", "private", "shareable", "none");

  /** The label by which Testcontainers finds a container that outlives its JVM. */
  static final String REUSE = "org.testcontainers.hash";

  /**
   * Ryuk, with which Testcontainers removes what a JVM left: also networks, volumes and images,
   * which only it knows. It ends by itself some seconds behind that JVM.
   */
  private static final Pattern REAPER = Pattern.compile("(.*/)?ryuk([:@].*)?");

  private static final String TESTCONTAINERS = "org.testcontainers";
  private static final String REAPER_NAME = "testcontainers-ryuk-";
  private static final String REAPER_LABEL = "org.testcontainers.ryuk";

  private static final Pattern HOST =
      Pattern.compile("host-gateway|host\\.docker\\.internal|host\\.testcontainers\\.internal");

  private static final Pattern IPV4 =
      Pattern.compile("(?<![0-9]|[0-9]\\.)(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?!\\.?[0-9])");

  Warmable {
    sockets = Set.copyOf(sockets);
  }

  /** Whether a container of that create request has to be there when its scope has ended. */
  static boolean outlivesItsScope(String name, JsonNode body) {
    return body.path("Labels").has(REUSE)
        || body.path("Labels").has(REAPER_LABEL)
        || name.startsWith(REAPER_NAME)
        || REAPER.matcher(Json.text(body, "Image")).matches();
  }

  /** Why a container of that create request is none of them; empty if it is. */
  Optional<PassReason> refusal(JsonNode body) {
    JsonNode host = body.path("HostConfig");
    if (Json.text(body, "Image").isEmpty()) {
      return Optional.of(PassReason.NOT_UNDERSTOOD);
    }
    if (isTrue(host, "Privileged")) {
      return Optional.of(PassReason.PRIVILEGED);
    }
    if (usesNetwork(body, host)) {
      return Optional.of(PassReason.CUSTOM_NETWORK);
    }
    if (hasFixedPort(host)) {
      return Optional.of(PassReason.FIXED_HOST_PORT);
    }
    if (hasMount(host)) {
      return Optional.of(PassReason.BIND_MOUNT);
    }
    if (body.path("Labels").has(REUSE)) {
      return Optional.of(PassReason.REUSABLE);
    }
    if (hasLabelsForOthers(body)) {
      return Optional.of(PassReason.OWN_LABELS);
    }
    if (isTrue(host, "AutoRemove")) {
      return Optional.of(PassReason.AUTO_REMOVE);
    }
    if (!Set.of("", "no").contains(Json.text(host.path("RestartPolicy"), "Name"))) {
      return Optional.of(PassReason.RESTART_POLICY);
    }
    if (!host.path("Links").isEmpty()) {
      return Optional.of(PassReason.LINKS);
    }
    if (!host.path("VolumesFrom").isEmpty()) {
      return Optional.of(PassReason.VOLUMES_FROM);
    }
    if (!host.path("Devices").isEmpty() || !host.path("DeviceRequests").isEmpty()) {
      return Optional.of(PassReason.DEVICES);
    }
    for (String space : List.of("PidMode", "IpcMode", "UTSMode", "UsernsMode", "CgroupnsMode")) {
      if (!OWN_SPACES.contains(Json.text(host, space))) {
        return Optional.of(PassReason.HOST_NAMESPACE);
      }
    }
    if (!host.path("ExtraHosts").isEmpty() || namesMachine(body)) {
      return Optional.of(PassReason.HOST_ADDRESS);
    }
    for (String stream : List.of("AttachStdin", "AttachStdout", "AttachStderr", "OpenStdin")) {
      if (isTrue(body, stream)) {
        return Optional.of(PassReason.ATTACHED);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the container is told of a machine. A server of a test, on its own machine or behind a
   * port that Testcontainers exposes, listens when the test asks for the container, not before.
   */
  private static boolean namesMachine(JsonNode body) {
    for (String member : List.of("Env", "Cmd", "Entrypoint")) {
      JsonNode value = body.path(member);
      if (value.isString() && namesMachine(value.stringValue())) {
        return true;
      }
      for (JsonNode each : value) {
        if (each.isString() && namesMachine(each.stringValue())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean namesMachine(String text) {
    // The container itself, and all of its interfaces, are no other machine.
    return HOST.matcher(text).find()
        || IPV4.matcher(text)
            .results()
            .map(MatchResult::group)
            .anyMatch(address -> !address.startsWith("127.") && !address.equals("0.0.0.0"));
  }

  private static boolean isTrue(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isBoolean() && value.booleanValue();
  }

  /** Who looks past the broker sees none of a client's labels at a container that was warm. */
  private static boolean hasLabelsForOthers(JsonNode body) {
    return body.path("Labels").properties().stream()
        .map(Map.Entry::getKey)
        .anyMatch(name -> !name.equals(TESTCONTAINERS) && !name.startsWith(TESTCONTAINERS + "."));
  }

  private static boolean usesNetwork(JsonNode body, JsonNode host) {
    if (!DEFAULT_NETWORKS.contains(Json.text(host, "NetworkMode").toLowerCase(Locale.ROOT))) {
      return true;
    }
    for (var endpoint : body.path("NetworkingConfig").path("EndpointsConfig").properties()) {
      // An address or an alias, for example, which only one container can have.
      boolean special = endpoint.getValue().valueStream().anyMatch(each -> !isUnset(each));
      if (special || !DEFAULT_NETWORKS.contains(endpoint.getKey())) {
        return true;
      }
    }
    return !Json.text(body, "MacAddress").isEmpty();
  }

  /** Whether the engine takes a value for none: clients in Go send all members of a structure. */
  private static boolean isUnset(JsonNode value) {
    return value.isContainer()
        ? value.valueStream().allMatch(Warmable::isUnset)
        : value.isNull() || Set.of("", "0", "false").contains(value.asString());
  }

  private static boolean hasFixedPort(JsonNode host) {
    for (var port : host.path("PortBindings").properties()) {
      for (JsonNode binding : port.getValue()) {
        String number = Json.text(binding, "HostPort");
        if (!number.isEmpty() && !number.equals("0")) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean hasMount(JsonNode host) {
    for (JsonNode bind : host.path("Binds")) {
      if (!bind.isString() || !sockets.contains(bind.stringValue().split(":", 2)[0])) {
        return true;
      }
    }
    for (JsonNode mount : host.path("Mounts")) {
      boolean memory = Json.text(mount, "Type").equals("tmpfs");
      boolean anonymous =
          Json.text(mount, "Type").equals("volume") && Json.text(mount, "Source").isEmpty();
      boolean socket = sockets.contains(Json.text(mount, "Source"));
      if (!memory && !anonymous && !socket) {
        return true;
      }
    }
    return false;
  }
}
