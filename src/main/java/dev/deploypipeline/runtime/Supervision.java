package dev.deploypipeline.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whose child the supervisor of an embedded server is; the server goes with it. */
interface Supervision {

  /**
   * Makes the directory of one server, which the supervisor removes.
   *
   * @param kind the server, as a part of the name
   */
  Path workDirectory(String kind) throws IOException;

  /** Starts a supervisor. */
  Supervisor begin(List<String> command) throws IOException;

  /** A supervisor that was started. */
  interface Supervisor {

    /** Whether it has ended, after waiting for that as long as given. */
    boolean hasEndedWithin(Duration patience) throws InterruptedException;

    /** Whether it has ended. */
    boolean hasEnded();

    /** How it ended and what it said; completes "the server ...". Asked once it has ended. */
    String end() throws IOException;

    /** Told once the server is ready, and with it all processes that will be below it for long. */
    default void isReady() {}

    /**
     * Has it stop the server, and waits until it has.
     *
     * @throws IOException if something may be left
     */
    void stop() throws IOException, InterruptedException;
  }
}
