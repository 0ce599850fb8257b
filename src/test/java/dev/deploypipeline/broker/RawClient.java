package dev.deploypipeline.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A client that sends what a test says, right or wrong. */
final class RawClient implements AutoCloseable {

  private final Link link;
  private final LinkReader reader;
  private final HeadReader heads;

  RawClient(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    link = new ChannelLink(channel);
    reader = new LinkReader(link, 16 * 1024);
    heads = new HeadReader(reader, 1 << 20);
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    link.write(bytes);
    return this;
  }

  RawClient endOutput() throws IOException {
    link.endOutput();
    return this;
  }

  HttpHead head() throws IOException {
    return heads.read();
  }

  /** Reads an answer with a length or chunks. */
  Answer answer(boolean headOnly) throws IOException {
    HttpHead head = heads.read();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int status = Answer.statusOf(head);
    BodyScanner body =
        headOnly || status == 204 || status == 304
            ? BodyScanner.ofLength(0, content::write)
            : head.isChunked()
                ? BodyScanner.ofChunks(content::write)
                : BodyScanner.ofLength(head.contentLength().orElse(0L), content::write);
    while (!body.done()) {
      if (!reader.pass(body, BodyScanner.unread())) {
        throw new IOException("the answer is cut off");
      }
    }
    return new Answer(head, content.toByteArray());
  }

  Answer answer() throws IOException {
    return answer(false);
  }

  /** Reads so many bytes as text. */
  String text(int length) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int next = reader.next();
      if (next < 0) {
        throw new IOException("ended after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Whether the other side ends now, without another byte. */
  boolean ends() throws IOException {
    return reader.next() < 0;
  }

  /** Everything up to the end. */
  String rest() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = reader.next(); next >= 0; next = reader.next()) {
      text.append((char) next);
    }
    return text.toString();
  }

  @Override
  public void close() {
    link.close();
  }
}
