package dev.deploypipeline.pool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client must know to reach a server.
 *
 * @param values fact name to value; the names are those of {@link #NAMES}, and a name that makes no
 *     sense for a server (Redis has no {@code jdbcUrl}) is absent
 */
public record ConnectionFacts(Map<String, String> values) {

  /** Every fact a server may have, in the order messages list them. */
  public static final List<String> NAMES =
      List.of("jdbcUrl", "host", "port", "username", "password", "database", "uri");

  /** Rejects unknown names with {@link IllegalArgumentException}. */
  public ConnectionFacts {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (values.containsKey(name)) {
        ordered.put(name, values.get(name));
      }
    }
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
    return new ConnectionFacts(
        Map.of(
            "host",
            host,
            "port",
            Integer.toString(port),
            "database",
            "0",
            "uri",
            "redis://" + host + ":" + port + "/0"));
  }

  /** Without the values: the password must not reach a log by accident. */
  @Override
  public String toString() {
    return "ConnectionFacts" + values.keySet();
  }
}
