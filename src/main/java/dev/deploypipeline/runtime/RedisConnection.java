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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends commands to a Redis server, one after the other, and reads the replies. The protocol is
 * RESP 2, as the Redis serialization protocol specification describes it.
 */
final class RedisConnection implements Closeable {

  private static final int TIMEOUT_MILLIS = 5_000;

  private final String address;
  private final Socket socket;
  private final InputStream in;

  private RedisConnection(String address, Socket socket) throws IOException {
    this.address = address;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static RedisConnection open(ConnectionFacts facts) throws IOException {
    Map<String, String> values = facts.values();
    String address = values.get("host") + ":" + values.get("port");
    Socket socket = new Socket();
    boolean open = false;
    try {
      socket.connect(
          new InetSocketAddress(values.get("host"), Integer.parseInt(values.get("port"))),
          TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      RedisConnection connection = new RedisConnection(address, socket);
      open = true;
      return connection;
    } catch (IOException e) {
      throw silent(address, e);
    } finally {
      if (!open) {
        socket.close();
      }
    }
  }

  private static IOException silent(String address, IOException e) {
    return new IOException(
        "Redis at %s does not answer: %s. Perhaps you should look at the server's log."
            .formatted(address, e.getMessage()),
        e);
  }

  /**
   * Sends a command.
   *
   * @return the reply as text, an array as a line for each element; the empty text for nil
   * @throws IOException if Redis refuses it, with the words of Redis, or does not answer
   */
  String call(String... words) throws IOException {
    String reply;
    try {
      send(words);
      reply = reply();
    } catch (IOException e) {
      throw silent(address, e);
    }
    if (reply.charAt(0) == '-') {
      throw new IOException(
          "Redis at %s refuses %s: %s. Perhaps you should look at its <tuning>, or use a newer image."
              .formatted(address, words[0], reply.substring(1)));
    }
    return reply.substring(1);
  }

  private void send(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The reply after the character that says what it is. */
  private String reply() throws IOException {
    String line = line();
    return switch (line.charAt(0)) {
      case '+', ':', '-' -> line;
      case '$' -> "$" + bulk(Integer.parseInt(line.substring(1)));
      case '*' -> "*" + array(Integer.parseInt(line.substring(1)));
      default -> throw new IOException("it said '" + line + "', which is no known reply");
    };
  }

  private String array(int length) throws IOException {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      elements.add(reply().substring(1));
    }
    return String.join("\n", elements);
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return ""; // nil
    }
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException("the connection was closed");
    }
    in.skipNBytes(2);
    return new String(content, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection was closed");
      }
      line.write(b);
    }
    in.skipNBytes(1);
    if (line.size() == 0) {
      throw new IOException("its reply was empty");
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
