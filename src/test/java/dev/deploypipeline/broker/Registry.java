package dev.deploypipeline.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** An image registry of a test's own, on a port of this machine, which engines trust. */
final class Registry implements AutoCloseable {

  private final Path directory;
  private final int port;
  private final Process process;

  /** Skips the test where there is no program for it. */
  Registry(String test) throws IOException {
    Programs.need(test, "docker-registry");
    directory = Files.createTempDirectory("registry");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path settings = directory.resolve("settings.yml");
    Files.writeString(
        settings,
        "version: 0.1\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: \"%s\"}\n"
            .formatted(directory.resolve("images"), address()));
    process =
        new ProcessBuilder("docker-registry", "serve", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    try {
      BrokerFixture.await("a registry", this::answers);
    } catch (RuntimeException e) {
      try {
        close();
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("docker-registry ended: " + log());
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
