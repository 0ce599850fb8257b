package dev.deploypipeline.reactor;

import dev.deploypipeline.keep.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary directory that only its user can read, made when it is first asked for. It holds who
 * made it, so that what a build leaves that is killed goes with the next one that needs one.
 */
final class PrivateDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(PrivateDirectory.class);

  private static final String PREFIX = "deploy-pipeline-";
  private static final String OWNER = "owner.properties";

  private final Path parent;
  private Optional<Path> made = Optional.empty();

  PrivateDirectory() {
    this(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * The same somewhere else.
   *
   * @param parent the directory to make it in, which must exist
   */
  PrivateDirectory(Path parent) {
    this.parent = parent;
  }

  /**
   * The directory.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  synchronized Path path() {
    if (made.isEmpty()) {
      try {
        Owner self = Owner.ofThisProcess();
        sweep(self);
        // The JDK makes temporary directories readable by their owner only.
        Path fresh = Files.createTempDirectory(parent, PREFIX);
        made = Optional.of(fresh);
        Properties owner = new Properties();
        owner.putAll(self.labels());
        try (OutputStream out = Files.newOutputStream(fresh.resolve(OWNER))) {
          owner.store(out, null);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("no temporary directory can be made", e);
      }
    }
    return made.get();
  }

  private void sweep(Owner self) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : all) {
        Optional<Owner> owner = owner(directory);
        // Nothing runs in a directory, so one from before a restart is as dead as its process.
        if (owner.isPresent() && self.knowsIsGone(owner.get(), "exited")) {
          delete(directory);
        }
      }
    }
  }

  /** Who made it; empty if that is not to be known, as of a directory of somebody else. */
  private static Optional<Owner> owner(Path directory) throws IOException {
    Path file = directory.resolve(OWNER);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (NoSuchFileException e) {
      return Optional.empty(); // its build has ended just now
    }
    Map<String, String> labels = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> labels.put(name, properties.getProperty(name)));
    return Owner.of(labels);
  }

  /** Removes it with all it holds; what cannot be removed is warned of. */
  synchronized void remove() {
    made.ifPresent(PrivateDirectory::delete);
    made = Optional.empty();
  }

  private static void delete(Path directory) {
    try {
      DirectoryTree.delete(directory);
    } catch (IOException e) {
      LOG.warn("deploy-pipeline: {} could not be removed: {}", directory, e.toString());
    }
  }
}
