package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceKind;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.pool.ConnectionFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service's container is to be.
 *
 * @param kind what is known of the image
 * @param environment its environment variables
 * @param command the arguments of the image's entry point; empty for the image's own
 * @param ports the ports to publish, the main one first; at least one
 * @param readiness what is waited for; a built-in one is that all ports accept connections
 */
record ContainerPlan(
    ServiceKind kind,
    Map<String, String> environment,
    List<String> command,
    List<Integer> ports,
    Readiness readiness) {

  private static final String USER = "POSTGRES_USER";
  private static final String PASSWORD = "POSTGRES_PASSWORD";
  private static final String DATABASE = "POSTGRES_DB";

  /**
   * The official image starts a server for its own set-up first, which is not the one to connect
   * to, unless the data is there already, which it says.
   */
  private static final Readiness POSTGRES_READY =
      new Readiness.LogLine(
          Pattern.compile("database system is ready to accept connections|Skipping initialization"),
          2);

  private static final Readiness REDIS_READY =
      new Readiness.LogLine(Pattern.compile("Ready to accept connections"), 1);

  private static final Pattern SECRET = Pattern.compile("PASS|SECRET|TOKEN|KEY|CREDENTIAL");

  /** Copies the collections. */
  ContainerPlan {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    command = List.copyOf(command);
    ports = List.copyOf(ports);
  }

  /**
   * The plan for a service. What the user says of the environment goes before what the plugin says.
   *
   * @param password for a server that takes one
   */
  static ContainerPlan of(ServiceSettings service, String password) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (service.kind() == ServiceKind.POSTGRES) {
      environment.put(USER, "postgres");
      environment.put(PASSWORD, password);
    }
    environment.putAll(service.environment());
    return new ContainerPlan(
        service.kind(),
        environment,
        command(service),
        ports(service),
        service.readiness() instanceof Readiness.BuiltIn
            ? builtIn(service.kind())
            : service.readiness());
  }

  private static List<String> command(ServiceSettings service) {
    return switch (service.kind()) {
      case POSTGRES ->
          Stream.concat(Stream.of("postgres"), Tuning.postgres(service.tuning()).stream()).toList();
      case REDIS -> Tuning.redis(service.tuning()); // which the image takes for redis-server's
      case OTHER -> List.of();
    };
  }

  private static List<Integer> ports(ServiceSettings service) {
    List<Integer> ports = new ArrayList<>(service.ports());
    if (ports.isEmpty()) {
      ports.add(service.kind().port());
    }
    if (service.readiness() instanceof Readiness.Port port && !ports.contains(port.port())) {
      ports.add(port.port()); // or it could not be looked at
    }
    return ports;
  }

  private static Readiness builtIn(ServiceKind kind) {
    return switch (kind) {
      case POSTGRES -> POSTGRES_READY;
      case REDIS -> REDIS_READY;
      case OTHER -> new Readiness.BuiltIn();
    };
  }

  /** Whether the readiness is what the plugin knows of PostgreSQL or Redis. */
  boolean waitsForKnownLine() {
    return readiness == POSTGRES_READY || readiness == REDIS_READY;
  }

  /**
   * How to connect to the container.
   *
   * @param published published ports by the port in the container, for all of {@link #ports}
   */
  ConnectionFacts facts(String host, Map<Integer, Integer> published) {
    Map<Integer, Integer> ordered = new LinkedHashMap<>();
    ports.forEach(port -> ordered.put(port, published.get(port)));
    int main = published.get(ports.get(0));
    return switch (kind) {
      case POSTGRES ->
          ConnectionFacts.postgres(
              host,
              main,
              environment.get(USER),
              environment.get(PASSWORD),
              environment.getOrDefault(DATABASE, environment.get(USER)));
      case REDIS -> ConnectionFacts.redis(host, main);
      case OTHER -> ConnectionFacts.container(host, ordered);
    };
  }

  /** A text without the values of the environment variables that look like secrets. */
  String withoutSecrets(String text) {
    String clean = text;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      boolean secret = SECRET.matcher(variable.getKey().toUpperCase(Locale.ROOT)).find();
      if (secret && !variable.getValue().isBlank()) {
        clean = clean.replace(variable.getValue(), "***");
      }
    }
    return clean;
  }

  /** Without the values of the environment: the password must not reach a log by accident. */
  @Override
  public String toString() {
    return "ContainerPlan" + environment.keySet() + command + ports;
  }
}
