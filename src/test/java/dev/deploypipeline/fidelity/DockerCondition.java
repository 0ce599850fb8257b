package dev.deploypipeline.fidelity;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Decides in a {@code selector.groovy} whether an integration test that needs Docker can run here.
 */
public final class DockerCondition {

  private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";

  private DockerCondition() {}

  /**
   * Tells whether the test is to run. Says in one line why it does not.
   *
   * @param variables the script's variables ({@code binding.variables}), not null
   * @return true if a Docker engine answers
   * @throws IllegalStateException if none answers although {@code -Ddocker.required=true}
   */
  public static boolean holds(Map<?, ?> variables) {
    String host = System.getenv().getOrDefault("DOCKER_HOST", DEFAULT_HOST);
    boolean required = Boolean.parseBoolean(String.valueOf(variables.get("dockerRequired")));
    return holds(test(variables), host, required, console());
  }

  /**
   * The same for a test that needs a program beside the engine; without it the test is skipped with
   * one line, required or not.
   *
   * @param variables the script's variables ({@code binding.variables}), not null
   * @param program the program's name, looked for on the PATH
   */
  public static boolean holdsWith(Map<?, ?> variables, String program) {
    return holdsWith(test(variables), program, System.getenv("PATH"), console())
        && holds(variables);
  }

  static boolean holdsWith(String test, String program, String path, PrintStream console) {
    for (String directory : path.split(":", -1)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    console.println("[INFO] " + test + ": skipped, there is no program " + program);
    return false;
  }

  private static String test(Map<?, ?> variables) {
    return Path.of(String.valueOf(variables.get("basedir"))).getFileName().toString();
  }

  /**
   * The invoker sends System.out of its scripts to the build's log, where nobody would see a line.
   */
  private static PrintStream console() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  static boolean holds(String test, String host, boolean required, PrintStream console) {
    String answer = ask(host);
    if (answer.startsWith("HTTP/1.1 200")) {
      return true;
    }
    String fact = "no Docker engine answers at " + host + " (" + answer + ")";
    if (required) {
      throw new IllegalStateException(
          fact + ". Perhaps you should start one, or leave out -Ddocker.required=true.");
    }
    console.println("[INFO] " + test + ": skipped, " + fact);
    return false;
  }

  /** The first line of the engine's answer to a ping, or what went wrong. */
  private static String ask(String host) {
    URI uri = URI.create(host);
    boolean unix = "unix".equals(uri.getScheme());
    try (SocketChannel channel =
        unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open()) {
      SocketAddress address =
          unix
              ? UnixDomainSocketAddress.of(uri.getPath())
              : new InetSocketAddress(uri.getHost(), uri.getPort());
      channel.connect(address);
      channel.write(
          ByteBuffer.wrap(
              "GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(512);
      channel.read(answer);
      return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
          .lines()
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return e.toString();
    }
  }
}
