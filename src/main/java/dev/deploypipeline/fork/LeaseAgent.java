package dev.deploypipeline.fork;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * A Java agent that leases for the whole test JVM before any of its code runs. Compiled for Java 8.
 */
public final class LeaseAgent {

  private LeaseAgent() {}

  /**
   * Leases, and sets the system properties and environment variables that the user did not. A JVM
   * that gets no lease ends here with the reason: its tests would run against nothing, or against
   * somebody else's server.
   *
   * @param handshake the path of the handshake file
   * @param instrumentation what the JVM lets agents do
   */
  public static void premain(String handshake, Instrumentation instrumentation) {
    try {
      LeaseClient client = LeaseClient.connect(new File(handshake));
      Lease lease = client.lease("fork", "test JVM " + process());
      for (Map.Entry<String, String> property : lease.properties().entrySet()) {
        if (System.getProperty(property.getKey()) == null) {
          System.setProperty(property.getKey(), property.getValue());
        }
      }
      Map<String, String> variables = new HashMap<>(lease.environment());
      variables.keySet().removeAll(client.variablesOfTheUser());
      ForkEnvironment.put(variables, instrumentation);
      hold(client);
    } catch (IOException | RuntimeException e) {
      NoLease.end("this test JVM got no lease: " + e.getMessage());
    }
  }

  /** What identifies the process, for messages. */
  private static String process() {
    try {
      Class<?> type = Class.forName("java.lang.ProcessHandle");
      Object self = type.getMethod("current").invoke(null);
      return String.valueOf(type.getMethod("pid").invoke(self));
    } catch (ReflectiveOperationException e) {
      // Java 8. Only there, because the management classes cost every test JVM some 25 ms.
      return ManagementFactory.getRuntimeMXBean().getName();
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
