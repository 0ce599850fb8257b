package dev.deploypipeline.runtime;

import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.keep.Claim;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A server that goes on when it is let go, unless it was leased as a whole: then nobody knows what
 * was done to it.
 */
final class LastingServer implements Server {

  /** Whether there is room for one more. */
  @FunctionalInterface
  interface Room {
    boolean isLeft() throws IOException;
  }

  private final Server server;
  private final Claim claim;
  private final Function<ConnectionFacts, Traces> traces;
  private final Room room;
  private final PoolSettings settings;
  private final List<String> holders = new ArrayList<>();
  private KeptRecord record;
  private boolean spoiled;
  private boolean over;

  /**
   * @param server what runs; owned from now on, as is the claim
   * @param record what is written down of it
   * @param traces how to look for what is left on it
   * @param room asked whether it may go on
   */
  LastingServer(
      Server server,
      Claim claim,
      KeptRecord record,
      Function<ConnectionFacts, Traces> traces,
      Room room,
      PoolSettings settings) {
    this.server = server;
    this.claim = claim;
    this.record = record;
    this.traces = traces;
    this.room = room;
    this.settings = settings;
  }

  @Override
  public ConnectionFacts facts() {
    return server.facts();
  }

  @Override
  public String description() {
    return server.description();
  }

  @Override
  public boolean isHealthy() {
    return server.isHealthy();
  }

  @Override
  public boolean accepts() {
    return server.accepts();
  }

  /** Migrations may make roles, which belong to the server and not to the tests. */
  @Override
  public synchronized void prepared() throws IOException, InterruptedException {
    if (over) {
      return;
    }
    try (Traces now = traces.apply(facts())) {
      String state = now.state();
      if (!state.equals(record.state())) {
        record = record.withState(state);
        claim.write(record);
      }
    }
  }

  @Override
  public synchronized void leased(String holder, boolean whole) throws IOException {
    if (over) {
      return;
    }
    if (whole) {
      // Before the test gets it, so that it is not adopted if this build is killed.
      claim.spoil();
      spoiled = true;
    }
    holders.add(holder);
    claim.tellHolders(holders);
  }

  @Override
  public synchronized void returned(String holder) {
    if (over) {
      return;
    }
    holders.remove(holder);
    try {
      claim.tellHolders(holders);
    } catch (IOException e) {
      throw new UncheckedIOException("the lease of " + holder + " is still written down", e);
    }
  }

  @Override
  public synchronized boolean letGo() {
    try {
      if (over || spoiled || !room.isLeft()) {
        close();
        return false;
      }
      over = true;
      claim.release(settings.keepIdle().orElseThrow());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    if (over) {
      return;
    }
    over = true;
    try {
      try {
        server.close();
      } finally {
        claim.stop();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
