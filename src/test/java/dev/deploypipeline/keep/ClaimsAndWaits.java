package dev.deploypipeline.keep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A build for {@link KeptDirectoryTest}: owns a server, prints {@code ready}, then waits to be
 * killed.
 */
public final class ClaimsAndWaits {

  private ClaimsAndWaits() {}

  /** Takes the directory of kept servers, the project, and whether the server is complete. */
  public static void main(String[] arguments) throws Exception {
    KeptDirectory directory = KeptDirectory.of(Path.of(arguments[0]), Path.of(arguments[1]));
    Claim claim = directory.create(Duration.ofMinutes(30));
    claim.launch(List.of(), List.of("cat"));
    if (Boolean.parseBoolean(arguments[2])) {
      claim.write(KeptRecords.of("db"));
      claim.tellHolders(List.of("it:shop:test"));
    }
    System.out.println("ready");
    new CountDownLatch(1).await();
    throw new AssertionError("never reached, keeps " + claim.id() + " alive");
  }
}
