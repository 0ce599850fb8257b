package dev.deploypipeline.reactor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A temporary directory that only its user can read, made when it is first asked for. */
final class PrivateDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(PrivateDirectory.class);

  private Optional<Path> made = Optional.empty();

  /**
   * The directory.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  synchronized Path path() {
    if (made.isEmpty()) {
      try {
        // The JDK makes temporary directories readable by their owner only.
        made = Optional.of(Files.createTempDirectory("deploy-pipeline-"));
      } catch (IOException e) {
        throw new UncheckedIOException("no temporary directory can be made", e);
      }
    }
    return made.get();
  }

  /** Removes it with all it holds; what cannot be removed is warned of. */
  synchronized void remove() {
    made.ifPresent(PrivateDirectory::delete);
    made = Optional.empty();
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("deploy-pipeline: {} could not be removed: {}", directory, e.toString());
    }
  }
}
