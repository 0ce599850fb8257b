package dev.deploypipeline.broker;

import dev.deploypipeline.broker.Handling.Lines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Passes a stream of lines on, each of which may be changed, and lets others be added. A thread of
 * its own writes: whoever adds a line has another client to serve, and must not wait for this one.
 */
final class LineRelay implements LinkReader.ByteSink {

  /** What a client may be behind with before its stream is broken off. */
  static final int MOST_LINES = 1000;

  private static final long LOOK_MILLIS = 100;

  private final Link client;
  private final Lines lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_LINES);
  private final Thread writer =
      new DaemonThreads("deploy-pipeline-broker-lines").newThread(this::write);

  /** The end of the stream, told apart from all lines by being this very array. */
  private final byte[] end = ascii("0\r\n\r\n");

  LineRelay(Link client, Lines lines) {
    this.client = client;
    this.lines = lines;
  }

  /** Sends the head and takes further lines from then on. */
  void begin(HttpHead head) throws IOException {
    client.write(
        head.without("Content-Length", "Transfer-Encoding")
            .with("Transfer-Encoding", "chunked")
            .bytes());
    writer.start();
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
          put(chunk(instead.get()));
        }
      }
    }
  }

  private void add(String text) {
    if (!waiting.offer(chunk(text))) {
      // It hears too little or nothing; broken off, it knows, and can ask again from where it was.
      client.close();
    }
  }

  /** For the engine's thread, which serves this client only: it waits as the client does. */
  private void put(byte[] bytes) throws IOException {
    try {
      while (!waiting.offer(bytes, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (!writer.isAlive()) {
          throw new IOException("the client is gone");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void write() {
    try {
      byte[] next;
      do {
        next = waiting.take();
        client.write(next);
      } while (next != end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stream has ended, see close()
    } catch (IOException e) {
      client.close(); // gone, which is for the thread that reads the engine to find
    }
  }

  private static byte[] chunk(String text) {
    byte[] content = (text + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(content.length + 16);
    chunk.writeBytes(ascii(Integer.toHexString(content.length) + "\r\n"));
    chunk.writeBytes(content);
    chunk.writeBytes(ascii("\r\n"));
    return chunk.toByteArray();
  }

  /** Sends the end, and returns when everything was sent. */
  void finish() throws IOException {
    put(end);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Takes no more lines; does nothing behind {@link #finish}. */
  void close() {
    lines.ended();
    if (writer.isAlive()) {
      // In the middle of a chunk, perhaps: nobody can make sense of what would follow.
      client.close();
      writer.interrupt();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
