package dev.deploypipeline.broker;

import java.io.IOException;
import javax.net.ssl.SSLSocket;

/** A link over TLS. */
final class TlsLink implements Link {

  private final SSLSocket socket;

  /**
   * @param socket connected, its peer verified
   */
  TlsLink(SSLSocket socket) {
    this.socket = socket;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return socket.getInputStream().read(into, offset, length);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    socket.getOutputStream().write(from, offset, length);
    socket.getOutputStream().flush();
  }

  @Override
  public void endOutput() throws IOException {
    // Sends close_notify and leaves the other way open, as Go's CloseWrite does on the other side.
    socket.shutdownOutput();
  }

  @Override
  public void endInput() {
    close(); // ending one way only would wait for the other side's close_notify
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is given back all the same, and there is nobody who could do more.
      return;
    }
  }
}
