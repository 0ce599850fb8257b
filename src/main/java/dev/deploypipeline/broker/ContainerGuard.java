package dev.deploypipeline.broker;

import java.io.IOException;

/** Removes containers should this JVM be killed. */
@FunctionalInterface
public interface ContainerGuard {

  /**
   * Takes care of a container from now on.
   *
   * @param container its name or id, without blanks; it may not be there yet
   * @throws IOException if that cannot be done; the broker then starts nothing ahead
   */
  void guard(String container) throws IOException;
}
