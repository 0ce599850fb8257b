package dev.deploypipeline.pool;

import dev.deploypipeline.config.ServiceSettings;
import java.io.IOException;

/**
 * Port: whatever can turn a declared service into running servers. Implementations are safe for use
 * by many threads.
 */
public interface ContainerRuntime extends AutoCloseable {

  /**
   * Starts a server and waits until it is ready.
   *
   * @param service what to start
   * @return the running server; the caller closes it
   * @throws IOException if it cannot be started; nothing is left running. The message says why and
   *     what to do
   * @throws InterruptedException if the caller no longer wants it; nothing is left running
   */
  Server start(ServiceSettings service) throws IOException, InterruptedException;

  /**
   * How the servers of a service are divided. Asked only for isolations smaller than a server.
   *
   * @param service one that this runtime starts
   */
  ServerDivider divider(ServiceSettings service);

  /** Ends what the runtime itself holds, such as a client; its servers are closed before. */
  @Override
  default void close() {}
}
