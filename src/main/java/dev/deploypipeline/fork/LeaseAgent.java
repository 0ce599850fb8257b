package dev.deploypipeline.fork;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * A Java agent that leases for the whole test JVM before any of its code runs. Compiled for Java 8.
 */
public final class LeaseAgent {

  /** The exit status of a test JVM that got no lease. */
  private static final int NO_LEASE = 86;

  private LeaseAgent() {}

  /**
   * Leases, and sets the system properties that the command line does not. A JVM that gets no lease
   * ends here with the reason: its tests would run against nothing, or against somebody else's
   * server.
   *
   * @param handshake the path of the handshake file
   */
  public static void premain(String handshake) {
    try {
      LeaseClient client = LeaseClient.connect(new File(handshake));
      Map<String, String> properties =
          client.lease("fork", "test JVM " + ManagementFactory.getRuntimeMXBean().getName());
      for (Map.Entry<String, String> property : properties.entrySet()) {
        if (System.getProperty(property.getKey()) == null) {
          System.setProperty(property.getKey(), property.getValue());
        }
      }
      hold(client);
    } catch (IOException | RuntimeException e) {
      System.err.println("deploy-pipeline: this test JVM got no lease: " + e.getMessage());
      System.err.flush();
      Runtime.getRuntime().halt(NO_LEASE);
    }
  }

  /** The lease lasts as long as the connection, and the thread keeps that one open. */
  private static void hold(LeaseClient client) {
    Thread thread =
        new Thread(
            () -> {
              try {
                client.awaitEnd();
              } catch (IOException e) {
                System.err.println("deploy-pipeline: the lease of this test JVM ended: " + e);
              }
            },
            "deploy-pipeline-lease");
    thread.setDaemon(true);
    thread.start();
  }
}
