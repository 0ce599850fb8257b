package dev.deploypipeline.runtime;

import dev.deploypipeline.keep.Claim;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

  /**
   * On what terms a server goes on.
   *
   * @param traces how to look for what is left on it
   * @param room asked whether it may go on
   * @param idle how long it may be idle then
   * @param namesAgain whether the next build gets parts of the names that this one had, so that a
   *     test that is still running would reach them
   * @param warnings told of what is odd; a message may come more than once
   */
  record Terms(
      Function<ConnectionFacts, Traces> traces,
      Room room,
      Duration idle,
      boolean namesAgain,
      Consumer<String> warnings) {}

  private final Server server;
  private final Claim claim;
  private final Terms terms;
  private final List<String> holders = new ArrayList<>();
  private KeptRecord record;
  private boolean spoiled;
  private boolean silent;
  private volatile boolean over;

  /**
   * @param server what runs; owned from now on, as is the claim
   * @param record what is written down of it
   */
  LastingServer(Server server, Claim claim, KeptRecord record, Terms terms) {
    this.server = server;
    this.claim = claim;
    this.record = record;
    this.terms = terms;
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
    return !over && server.isHealthy();
  }

  @Override
  public boolean accepts() {
    return !over && server.accepts();
  }

  /** Migrations may make roles, which belong to the server and not to the tests. */
  @Override
  public synchronized void prepared() throws IOException, InterruptedException {
    if (over) {
      return;
    }
    try (Traces now = terms.traces().apply(facts())) {
      String state = now.state();
      if (!state.equals(record.state())) {
        // Before it is written down: killed in between, the server does not fit its record.
        now.settle();
        record = record.withState(state);
        claim.write(record);
      }
    }
  }

  @Override
  public synchronized void leased(String holder, boolean whole) throws IOException {
    if (over) {
      throw new IOException("the build ends");
    }
    if (whole) {
      spoil();
    }
    holders.add(holder);
    if (!isTold() && terms.namesAgain() && !spoiled) {
      // The next build could not see that this one was killed while it was leased.
      spoil();
    }
  }

  /** Before the test gets it, so that it is not adopted if this build is killed. */
  private void spoil() throws IOException {
    claim.spoil();
    spoiled = true;
  }

  /** Who holds leases is for people to read, and no reason to fail a build. */
  private boolean isTold() {
    try {
      claim.tellHolders(holders);
      return true;
    } catch (IOException e) {
      if (!silent) {
        silent = true;
        terms
            .warnings()
            .accept("deploy-pipeline:pool-status does not show all leases: " + e.getMessage());
      }
      return false;
    }
  }

  @Override
  public synchronized void returned(String holder) {
    if (over) {
      return;
    }
    holders.remove(holder);
    isTold();
  }

  @Override
  public synchronized boolean letGo() {
    boolean inUse = terms.namesAgain() && !holders.isEmpty();
    if (over || spoiled || inUse || !isRoomLeft()) {
      close();
      return false;
    }
    over = true;
    try {
      claim.release(terms.idle());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private boolean isRoomLeft() {
    try {
      return terms.room().isLeft();
    } catch (IOException | RuntimeException e) {
      terms
          .warnings()
          .accept("a server is not kept, because the others cannot be counted: " + e.getMessage());
      return false;
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
