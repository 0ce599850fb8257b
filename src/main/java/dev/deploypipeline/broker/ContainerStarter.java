package dev.deploypipeline.broker;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Makes and removes containers. */
interface ContainerStarter {
  /**
   * Returns when it is ready; leaves nothing behind where it fails.
   *
   * @param unwanted whether to give up, asked again and again. Not an interrupt, which would leave
   *     it unknown what the engine still does
   */
  WarmContainer start(Recipe recipe, BooleanSupplier unwanted)
      throws IOException, InterruptedException;

  void discard(WarmContainer container) throws IOException;

  /** Removes all that were ever started and that nobody asked for. */
  void sweep() throws IOException;
}
