package dev.deploypipeline.config;

import dev.deploypipeline.model.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What the settings of a service may not be together. */
final class ServiceRules {

  /** The stages that run tests. */
  static final Set<Stage> TEST_STAGES = Set.of(Stage.UNIT_TESTS, Stage.INTEGRATION_TESTS);

  private static final Set<String> OURS =
      Set.of(
          "listen_addresses",
          "port",
          "unix_socket_directories",
          "data_directory",
          "bind",
          "dir",
          "daemonize",
          "protected-mode");

  private ServiceRules() {}

  static void check(
      ServiceKind kind,
      Provider provider,
      OptionalInt size,
      Isolation isolation,
      LeaseScope scope,
      Set<Stage> stages,
      Optional<Path> migrations,
      List<Integer> ports,
      Set<String> exposed,
      Readiness readiness) {
    if (size.isPresent() && size.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "size is '" + size.getAsInt() + "'. Perhaps you should use 1 or more.");
    }
    if (stages.isEmpty() || !TEST_STAGES.containsAll(stages)) {
      throw new IllegalArgumentException(
          "stages are '"
              + stages.stream().map(Stage::id).sorted().collect(Collectors.joining(", "))
              + "'. Perhaps you should use unit-tests, integration-tests or both.");
    }
    if (kind == ServiceKind.OTHER && provider == Provider.EMBEDDED) {
      throw new IllegalArgumentException(
          "there is no embedded server for this image, only for postgres and redis."
              + " Perhaps you should use the provider docker or auto.");
    }
    boolean unfit =
        (isolation == Isolation.DATABASE && kind != ServiceKind.POSTGRES)
            || (isolation == Isolation.LOGICAL_DATABASE && kind != ServiceKind.REDIS);
    if (unfit) {
      throw new IllegalArgumentException(
          "isolation '"
              + isolation.id()
              + "' does not fit the image. Perhaps you should use database with postgres,"
              + " logical-database with redis, or server.");
    }
    if (migrations.isPresent() && isolation != Isolation.DATABASE) {
      throw new IllegalArgumentException(
          "migrations '"
              + migrations.get()
              + "' need the isolation database of a postgres image. Perhaps you should remove <migrations>.");
    }
    for (int port : ports) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException(
            "'" + port + "' is no port. Perhaps you should use one from 1 to 65535.");
      }
    }
    if (kind == ServiceKind.OTHER && ports.isEmpty()) {
      throw new IllegalArgumentException(
          "the plugin does not know this image's port. Perhaps you should add <ports><port>8080</port></ports>.");
    }
    if (readiness instanceof Readiness.Sql && kind != ServiceKind.POSTGRES) {
      throw new IllegalArgumentException(
          "readiness by SQL needs a postgres image. Perhaps you should use logLine, port or command.");
    }
    checkEnvironment(scope, exposed);
  }

  /**
   * Where a server listens and keeps its data is the plugin's: loopback, and a directory that goes.
   */
  static void checkTuning(Set<String> names) {
    for (String name : names) {
      if (OURS.contains(name)) {
        throw new IllegalArgumentException(
            "tuning cannot set '"
                + name
                + "', because the plugin decides where servers listen and keep their data. Perhaps you should remove it.");
      }
    }
  }

  private static void checkEnvironment(LeaseScope scope, Set<String> exposed) {
    for (String key : exposed) {
      if (key.startsWith(ServiceSettings.ENVIRONMENT_PREFIX) && scope == LeaseScope.CLASS) {
        throw new IllegalArgumentException(
            "cannot expose '"
                + key
                + "' with scope '"
                + scope.id()
                + "', because programs read their environment once, and not again for each class."
                + " Perhaps you should expose a system property, or use scope module or fork.");
      }
    }
  }
}
