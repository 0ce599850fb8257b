package dev.deploypipeline.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A link over a channel, for Unix sockets and TCP. Not over the streams of {@code
 * java.nio.channels.Channels}: on JDK 17 those hold one lock for both ways, so that a read that
 * waits would stop all writing.
 */
final class ChannelLink implements Link {

  private final SocketChannel channel;

  ChannelLink(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(into, offset, length));
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(from, offset, length);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  @Override
  public void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void endInput() {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      close(); // it is broken already, and a reader must not wait for it
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is given back all the same, and there is nobody who could do more.
      return;
    }
  }
}
