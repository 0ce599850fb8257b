package dev.deploypipeline.broker;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** A link over TLS. */
final class TlsLink implements Link {

  private final SSLSocket socket;
  private final Socket below;

  /**
   * @param socket connected, its peer verified
   * @param below what it is made over
   */
  TlsLink(SSLSocket socket, Socket below) {
    this.socket = socket;
    this.below = below;
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
      // First, because closing the other one waits for a write that is stuck, and this is what
      // those do whose time is over.
      below.close();
      socket.close();
    } catch (IOException e) {
      // The descriptor is given back all the same, and there is nobody who could do more.
      return;
    }
  }
}
