package dev.deploypipeline.pool;

import dev.deploypipeline.config.ServiceSettings;
import java.io.IOException;

/**
 * Port: whatever can turn a declared service into a running server. Implementations are safe for
 * use by many threads.
 */
public interface ContainerRuntime {

  /**
   * Starts a server and waits until it accepts connections.
   *
   * @param service what to start
   * @return the running server; the caller closes it
   * @throws IOException if it cannot be started; nothing is left running. The message says why and
   *     what to do
   * @throws InterruptedException if the caller no longer wants it; nothing is left running
   */
  Server start(ServiceSettings service) throws IOException, InterruptedException;
}
