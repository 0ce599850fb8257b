package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Real Redis from {@code org.signal:embedded-redis}: a static binary per platform, without
 * persistence.
 */
final class RedisLauncher {

  private static final String ARTIFACT_VERSION = "0.9.1";
  static final String RELEASE = "7.0.15";
  private static final int MAJOR = 7;

  private final BinaryArtifacts artifacts;
  private final BinaryCache cache;
  private final Platform platform;
  private final Supervision supervision;

  RedisLauncher(
      BinaryArtifacts artifacts, BinaryCache cache, Platform platform, Supervision supervision) {
    this.artifacts = artifacts;
    this.cache = cache;
    this.platform = platform;
    this.supervision = supervision;
  }

  SupervisedServer start(ServiceSettings service, Consumer<String> warnings)
      throws IOException, InterruptedException {
    OptionalInt major = service.imageName().major();
    if (major.isPresent() && major.getAsInt() != MAJOR) {
      warnings.accept(
          "service %s: there is no embedded Redis %d (image %s), so Redis %s runs. Perhaps you should use redis:%d."
              .formatted(service.name(), major.getAsInt(), service.image(), RELEASE, MAJOR));
    }
    Path binary = binary();
    return PortRetry.start(port -> start(binary, port, service.tuning()));
  }

  /** Fetches the binaries. */
  static Path fetch(BinaryArtifacts artifacts) throws IOException {
    return artifacts.fetch("org.signal", "embedded-redis", ARTIFACT_VERSION);
  }

  private Path binary() throws IOException {
    String name = "redis-server-" + RELEASE + "-" + platform.redisSuffix();
    Path jar = fetch(artifacts);
    Path directory =
        cache.directory(name, target -> unpack(jar, name, target.resolve("redis-server")));
    return directory.resolve("redis-server");
  }

  private static void unpack(Path jar, String name, Path target) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new IOException(
            "no " + name + " in " + jar + ". Perhaps you should delete the file and try again.");
      }
      try (InputStream content = zip.getInputStream(entry)) {
        Files.copy(content, target);
      }
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private SupervisedServer start(Path binary, int port, Map<String, String> tuning)
      throws IOException, InterruptedException {
    Path work = supervision.workDirectory("redis");
    SupervisedServer.Plan plan =
        new SupervisedServer.Plan(
            "Redis " + RELEASE,
            work,
            "TERM",
            List.of(),
            Stream.concat(
                    Stream.of(
                        binary.toString(),
                        "--bind",
                        SupervisedServer.HOST,
                        "--port",
                        Integer.toString(port),
                        "--dir",
                        work.toString()),
                    Tuning.redis(tuning).stream())
                .toList(),
            "Ready to accept connections");
    return SupervisedServer.start(
        supervision, plan, ConnectionFacts.redis(SupervisedServer.HOST, port));
  }
}
