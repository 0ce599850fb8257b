package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Docker engine of a test's own, which may be killed: {@code dockerd} with directories, socket,
 * containerd and network namespace of its own, and with one image that has a shell and {@code
 * sleep}. The machine's engine knows nothing of it.
 */
final class PrivateEngine implements AutoCloseable {

  static final String IMAGE = "tiny:1";

  private static final int SECONDS_TO_END = 20;

  private final Path directory;
  private final Path socket;
  private Process process;
  private boolean answered;

  /** Skips the test where that is not possible. */
  PrivateEngine(String test) throws IOException, InterruptedException {
    Programs.needRoot(test);
    Programs.need(test, "dockerd", "unshare", "docker", "tar", "ldd", "umount");
    Programs.skipUnless(
        Programs.run("unshare", "--net", "true").exitCode() == 0,
        test,
        "there may be no other network namespace");
    directory = Files.createTempDirectory("e");
    socket = directory.resolve("d.sock");
    try {
      start();
      docker("import", rootFileSystem().toString(), IMAGE);
    } catch (IOException | InterruptedException | RuntimeException e) {
      try {
        close();
      } catch (IOException | RuntimeException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /** The programs of this machine, and what they load. */
  private Path rootFileSystem() throws IOException, InterruptedException {
    Path tar = directory.resolve("root.tar");
    List<String> command = new ArrayList<>(List.of("tar", "-C", "/", "-chf", tar.toString()));
    command.addAll(List.of("bin/sh", "bin/sleep"));
    Stream.of(Programs.output("ldd", "/bin/sh", "/bin/sleep").split("\\s+"))
        .filter(word -> word.startsWith("/") && !word.endsWith(":"))
        .map(library -> library.substring(1))
        .distinct()
        .forEach(command::add);
    Programs.output(command.toArray(String[]::new));
    return tar;
  }

  void start() throws IOException {
    boolean bridged = hasBridge();
    process =
        new ProcessBuilder(
                "unshare",
                "--net", // without a bridge, dockerd removes docker0, which is the machine's
                // engine's
                "--",
                "dockerd",
                "--host=unix://" + socket,
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("pid"),
                "--containerd-namespace=" + directory.getFileName(),
                "--containerd-plugins-namespace=" + directory.getFileName() + "-plugins",
                "--bridge=none",
                "--iptables=false",
                "--ip-forward=false",
                "--ip-masq=false")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
            .start();
    BrokerFixture.await("an engine", this::answers);
    answered = true;
    if (bridged && !hasBridge()) {
      throw new IllegalStateException("docker0 of the machine's engine is gone");
    }
  }

  private static boolean hasBridge() throws IOException {
    return NetworkInterface.getByName("docker0") != null;
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("dockerd ended: " + log());
    }
    try {
      return Files.exists(socket) && FakeRun.ask(socket, "GET", "/_ping", "").status() == 200;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("log"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it as {@code kill -9} does, its containerd with it. */
  void kill() throws IOException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(0, process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    // Where nobody reaps orphans, dockerd would take the dead containerd for a living one.
    Files.deleteIfExists(directory.resolve("exec/containerd/containerd.pid"));
  }

  String docker(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "--host=unix://" + socket));
    command.addAll(List.of(words));
    return Programs.output(command.toArray(String[]::new));
  }

  EngineEndpoint endpoint() {
    return EngineEndpoint.of(URI.create("unix://" + socket));
  }

  /** Ends it with all of its containers, and removes everything. */
  @Override
  public void close() throws IOException {
    try {
      if (answered) {
        removeContainers();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      try {
        end();
      } finally {
        removeFiles();
      }
    }
  }

  private void removeContainers() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      start(); // which ends the containers that a killed engine left
    }
    List<String> left = docker("ps", "-aq").lines().toList();
    if (!left.isEmpty()) {
      List<String> remove = new ArrayList<>(List.of("rm", "-f"));
      remove.addAll(left);
      docker(remove.toArray(String[]::new));
    }
  }

  private void end() throws IOException {
    if (process == null) {
      return;
    }
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void removeFiles() throws IOException {
    try {
      for (String mount : mounts()) {
        Programs.output("umount", mount);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** What is mounted below its directory, the last first. */
  private List<String> mounts() throws IOException {
    List<String> mounts = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String point = line.split(" ", 3)[1];
      if (point.startsWith(directory + "/")) {
        mounts.add(0, point);
      }
    }
    return mounts;
  }
}
