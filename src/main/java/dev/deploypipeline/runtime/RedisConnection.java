package dev.deploypipeline.runtime;

import dev.deploypipeline.pool.ConnectionFacts;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Sends commands to a Redis server, one after the other, and reads simple, number and bulk replies.
 * The protocol is RESP 2, as the Redis serialization protocol specification describes it.
 */
final class RedisConnection implements Closeable {

  private static final int TIMEOUT_MILLIS = 5_000;

  private final Socket socket;
  private final InputStream in;

  private RedisConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static RedisConnection open(ConnectionFacts facts) throws IOException {
    Map<String, String> values = facts.values();
    Socket socket = new Socket();
    boolean open = false;
    try {
      socket.connect(
          new InetSocketAddress(values.get("host"), Integer.parseInt(values.get("port"))),
          TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      RedisConnection connection = new RedisConnection(socket);
      open = true;
      return connection;
    } catch (IOException e) {
      throw new IOException(
          "Redis at %s:%s does not answer: %s. Perhaps you should look at the server's log."
              .formatted(values.get("host"), values.get("port"), e.getMessage()),
          e);
    } finally {
      if (!open) {
        socket.close();
      }
    }
  }

  /**
   * Sends a command.
   *
   * @return the reply as text
   * @throws IOException if Redis refuses it; the message is that of Redis
   */
  String call(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
    String reply = line();
    return switch (reply.charAt(0)) {
      case '+', ':' -> reply.substring(1);
      case '$' -> bulk(Integer.parseInt(reply.substring(1)));
      case '-' ->
          throw new IOException(
              "Redis refuses " + words[0] + ": " + reply.substring(1) + ". Perhaps it is too old.");
      default -> throw new IOException("Redis answered in a way not known: " + reply);
    };
  }

  private String bulk(int length) throws IOException {
    byte[] content = in.readNBytes(length);
    in.skipNBytes(2);
    return new String(content, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("Redis closed the connection");
      }
      line.write(b);
    }
    in.skipNBytes(1);
    if (line.size() == 0) {
      throw new IOException("Redis answered with an empty line");
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
