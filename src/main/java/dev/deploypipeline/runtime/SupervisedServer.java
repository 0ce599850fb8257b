package dev.deploypipeline.runtime;

import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A server under the supervision of a small shell process, which holds the other end of a pipe from
 * its parent: this JVM, or a keeper that outlives it. When the pipe ends, by {@link #close()} or by
 * the death of the parent, the shell stops the server and removes its work directory.
 */
final class SupervisedServer implements Server {

  static final String HOST = "127.0.0.1";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final int HEALTH_MILLIS = 1_000;

  /**
   * How to run a server.
   *
   * @param name for messages
   * @param workDirectory exists, belongs to the server alone, and goes with it
   * @param stopSignal signal that makes it end at once, without {@code SIG}
   * @param prepare command to run first; empty for none
   * @param serve the server's command, which stays in the foreground
   * @param readyLine text that its log holds once it accepts connections
   */
  record Plan(
      String name,
      Path workDirectory,
      String stopSignal,
      List<String> prepare,
      List<String> serve,
      String readyLine) {}

  private final Plan plan;
  private final Supervision.Supervisor supervisor;
  private final ConnectionFacts facts;

  private SupervisedServer(Plan plan, Supervision.Supervisor supervisor, ConnectionFacts facts) {
    this.plan = plan;
    this.supervisor = supervisor;
    this.facts = facts;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param supervision whose child its supervisor is to be
   * @throws IOException if it ends or is not ready in time; the message holds the end of its log
   */
  static SupervisedServer start(Supervision supervision, Plan plan, ConnectionFacts facts)
      throws IOException, InterruptedException {
    SupervisedServer server = new SupervisedServer(plan, supervise(supervision, plan), facts);
    boolean ready = false;
    try {
      server.awaitReady();
      ready = true;
      return server;
    } finally {
      if (!ready) {
        server.close();
      }
    }
  }

  private static Supervision.Supervisor supervise(Supervision supervision, Plan plan)
      throws IOException {
    try {
      return supervision.begin(
          List.of(
              "/bin/sh",
              "-c",
              script(),
              "deploy-pipeline-supervisor",
              plan.workDirectory().toString(),
              plan.stopSignal(),
              quoted(plan.prepare()),
              quoted(plan.serve())));
    } catch (IOException e) {
      BinaryCache.deleteTree(plan.workDirectory());
      throw e;
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!log().contains(plan.readyLine())) {
      if (supervisor.hasEndedWithin(POLL)) {
        throw new IOException(plan.name() + " " + supervisor.end());
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "%s was not ready after %d s. Perhaps the machine is overloaded. It said: %s"
                .formatted(plan.name(), START_LIMIT.toSeconds(), log().strip()));
      }
    }
    supervisor.isReady();
  }

  /** Whether it runs no more, and never will again. */
  boolean hasEnded() {
    return supervisor.hasEnded();
  }

  /** What the server has logged so far. */
  String log() throws IOException {
    try {
      return Files.readString(
          plan.workDirectory().resolve("server.log"), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return ""; // not begun yet, or already ended and removed: the supervisor's end tells which
    }
  }

  @Override
  public ConnectionFacts facts() {
    return facts;
  }

  @Override
  public String description() {
    return plan.name();
  }

  @Override
  public boolean isHealthy() {
    return !hasEnded() && accepts(facts);
  }

  /** Whether something accepts connections where a server on this machine should be. */
  static boolean accepts(ConnectionFacts facts) {
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(facts.values().get("port"));
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), HEALTH_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    boolean interrupted =
        Thread.interrupted(); // a stop is carried out even by an interrupted thread
    try {
      supervisor.stop();
      BinaryCache.deleteTree(plan.workDirectory());
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (IOException e) {
      throw new UncheckedIOException(
          plan.name()
              + " may have left "
              + plan.workDirectory()
              + ". Perhaps you should remove it.",
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * A port that is free now; another process may take it before the server does, so callers try
   * again.
   */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  private static String script() throws IOException {
    try (InputStream script = SupervisedServer.class.getResourceAsStream("supervisor.sh")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String quoted(List<String> command) {
    return command.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
