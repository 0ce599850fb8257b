package dev.deploypipeline.fork;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;

/** The end of a test JVM that got no lease. */
final class NoLease {

  /** The exit status of such a JVM. */
  private static final int STATUS = 86;

  private NoLease() {}

  /**
   * Ends the JVM at once and says why on its standard error: its tests would run against nothing,
   * or against somebody else's server.
   *
   * @param reason the fact, and what to do about it
   */
  static void end(String reason) {
    try {
      // Not System.err: Surefire puts a buffer in its place, which it empties ten times a second,
      // and
      // what it holds is lost with the JVM.
      new FileOutputStream(FileDescriptor.err)
          .write(("deploy-pipeline: " + reason + "\n").getBytes(Charset.defaultCharset()));
    } catch (IOException e) {
      System.err.println("deploy-pipeline: " + reason + " (" + e + ")");
    } finally {
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
