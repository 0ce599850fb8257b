package dev.deploypipeline.runtime;

import java.io.IOException;

/** One thing that a server must be able to do before it is handed out. */
interface ReadinessCheck {

  /**
   * Looks once.
   *
   * @throws IOException if the engine does not answer
   */
  boolean met() throws IOException, InterruptedException;

  /** What is wanting, as of the last look; completes "is not ready: ...". */
  String shortfall();
}
