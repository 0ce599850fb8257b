package dev.deploypipeline.runtime;

import java.util.List;

/**
 * Keeps the client's libraries from writing secrets to the build's log. Under {@code mvn -X} they
 * would print every request: the body that creates a container, with the server's password, and the
 * header with the registry's credentials.
 *
 * <p>Maven's loggers read their level from a system property when they are made, so this has to
 * happen before the first of them. What a user set already stays.
 */
final class ClientLog {

  private static final List<String> LIBRARIES =
      List.of("org.testcontainers", "com.github.dockerjava");

  /** Maven 3 knows the first one only, Maven 4 prefers the second. */
  private static final List<String> PREFIXES =
      List.of("org.slf4j.simpleLogger.log.", "maven.logger.log.");

  private ClientLog() {}

  static void keepSecrets() {
    for (String library : LIBRARIES) {
      for (String prefix : PREFIXES) {
        System.getProperties().putIfAbsent(prefix + library, "warn");
      }
    }
  }
}
