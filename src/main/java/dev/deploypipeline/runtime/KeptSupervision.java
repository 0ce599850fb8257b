package dev.deploypipeline.runtime;

import dev.deploypipeline.keep.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Supervisors that are children of a keeper: their servers outlive this JVM. */
record KeptSupervision(Claim claim) implements Supervision {

  @Override
  public Path workDirectory(String kind) throws IOException {
    return claim.newDirectory(kind);
  }

  @Override
  public Supervisor begin(List<String> command) throws IOException {
    claim.launch(List.of(), command);
    return new KeepersChild(claim);
  }

  private record KeepersChild(Claim claim) implements Supervisor {

    @Override
    public boolean hasEndedWithin(Duration patience) throws InterruptedException {
      if (!hasEnded()) {
        TimeUnit.NANOSECONDS.sleep(patience.toNanos());
      }
      return hasEnded();
    }

    @Override
    public boolean hasEnded() {
      try {
        return !claim.isKept();
      } catch (IOException e) {
        return true; // what cannot be looked at cannot be relied on
      }
    }

    @Override
    public String end() throws IOException {
      return "ended. It said: " + claim.said();
    }

    @Override
    public void stop() throws IOException {
      claim.endKeeper();
    }
  }
}
