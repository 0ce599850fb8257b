package dev.deploypipeline.pool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a client must know to reach a server.
 *
 * @param values fact name to value; the names are those of {@link #NAMES} and, for a container with
 *     several ports, {@code port.8080} and the like; a name that makes no sense for a server (Redis
 *     has no {@code jdbcUrl}) is absent
 */
public record ConnectionFacts(Map<String, String> values) {

  /** Every fact a server may have, in the order messages list them. */
  public static final List<String> NAMES =
      List.of("jdbcUrl", "host", "port", "username", "password", "database", "uri");

  private static final Pattern PORT = Pattern.compile("port\\.[0-9]{1,5}");

  /** Whether some server may have a fact of that name. */
  public static boolean isName(String name) {
    return NAMES.contains(name) || PORT.matcher(name).matches();
  }

  /** Rejects unknown names with {@link IllegalArgumentException}. */
  public ConnectionFacts {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (values.containsKey(name)) {
        ordered.put(name, values.get(name));
      }
    }
    new TreeMap<>(values)
        .entrySet().stream()
            .filter(entry -> PORT.matcher(entry.getKey()).matches())
            .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    if (ordered.size() != values.size()) {
      throw new IllegalArgumentException(
          "connection facts are " + NAMES + ", got " + values.keySet());
    }
    values = Collections.unmodifiableMap(ordered);
  }

  /** The facts of a PostgreSQL server. */
  public static ConnectionFacts postgres(
      String host, int port, String username, String password, String database) {
    return new ConnectionFacts(
        Map.of(
            "jdbcUrl", "jdbc:postgresql://" + host + ":" + port + "/" + database,
            "host", host,
            "port", Integer.toString(port),
            "username", username,
            "password", password,
            "database", database,
            "uri",
                "postgresql://"
                    + username
                    + ":"
                    + password
                    + "@"
                    + host
                    + ":"
                    + port
                    + "/"
                    + database));
  }

  /** The facts of a Redis server that asks for no password. */
  public static ConnectionFacts redis(String host, int port) {
    return redis(host, port, 0);
  }

  /** The facts of a Redis server's numbered database. */
  public static ConnectionFacts redis(String host, int port, int database) {
    return new ConnectionFacts(
        Map.of(
            "host",
            host,
            "port",
            Integer.toString(port),
            "database",
            Integer.toString(database),
            "uri",
            "redis://" + host + ":" + port + "/" + database));
  }

  /**
   * The facts of a container that the plugin knows nothing of.
   *
   * @param host where its ports are published
   * @param ports published ports by the port in the container, in order, at least one; the first is
   *     the main one
   */
  public static ConnectionFacts container(String host, Map<Integer, Integer> ports) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("host", host);
    values.put("port", Integer.toString(ports.values().iterator().next()));
    ports.forEach((inside, outside) -> values.put("port." + inside, Integer.toString(outside)));
    return new ConnectionFacts(values);
  }

  /** Without the values: the password must not reach a log by accident. */
  @Override
  public String toString() {
    return "ConnectionFacts" + values.keySet();
  }
}
