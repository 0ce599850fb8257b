package dev.deploypipeline.broker;

import dev.deploypipeline.broker.Handling.Lines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Passes a stream of lines on, each of which may be changed, and lets others be added. */
final class LineRelay implements LinkReader.ByteSink {

  private final Link client;
  private final Lines lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean open;

  LineRelay(Link client, Lines lines) {
    this.client = client;
    this.lines = lines;
  }

  /** Sends the head and takes further lines from then on. */
  void begin(HttpHead head) throws IOException {
    synchronized (this) {
      client.write(
          head.without("Content-Length", "Transfer-Encoding")
              .with("Transfer-Encoding", "chunked")
              .bytes());
      open = true;
    }
    lines.begun(this::add);
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      line.write(bytes[i]);
      if (bytes[i] == '\n') {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        Optional<String> instead = lines.instead(text.stripTrailing());
        if (instead.isPresent()) {
          send(instead.get());
        }
      }
    }
  }

  private void add(String text) {
    try {
      send(text);
    } catch (IOException e) {
      client.close(); // gone, which is for the thread that reads the engine to find
    }
  }

  private synchronized void send(String text) throws IOException {
    if (open) {
      byte[] content = (text + "\n").getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream chunk = new ByteArrayOutputStream(content.length + 16);
      chunk.writeBytes(ascii(Integer.toHexString(content.length) + "\r\n"));
      chunk.writeBytes(content);
      chunk.writeBytes(ascii("\r\n"));
      client.write(chunk.toByteArray());
    }
  }

  /** Sends the end. */
  synchronized void finish() throws IOException {
    open = false;
    client.write(ascii("0\r\n\r\n"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
