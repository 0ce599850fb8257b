package dev.deploypipeline.runtime;

import dev.deploypipeline.keep.Claim;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An embedded server that a former build started. */
record RevivedServer(Claim claim, ConnectionFacts facts, String description) implements Server {

  @Override
  public boolean isHealthy() {
    try {
      return claim.isKept() && SupervisedServer.accepts(facts);
    } catch (IOException e) {
      return false; // what cannot be looked at cannot be relied on
    }
  }

  @Override
  public void close() {
    try {
      claim.endKeeper();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
