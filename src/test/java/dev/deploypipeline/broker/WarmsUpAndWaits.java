package dev.deploypipeline.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The victim of {@link KilledBrokerTest}: prints {@code ready}, then waits to be killed. */
public final class WarmsUpAndWaits {

  private WarmsUpAndWaits() {}

  /** Takes the file of the recipes. */
  public static void main(String[] arguments) throws Exception {
    LiveBroker live = new LiveBroker(Path.of(arguments[0]), 1);
    live.broker().warmUp();
    live.awaitReady(1);
    System.out.println("ready " + live.broker().socket());
    new CountDownLatch(1).await();
    throw new AssertionError("never reached, keeps " + live.findings() + " alive");
  }
}
