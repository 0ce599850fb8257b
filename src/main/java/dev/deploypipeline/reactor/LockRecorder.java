package dev.deploypipeline.reactor;

import dev.deploypipeline.config.Phase;
import dev.deploypipeline.prefetch.FileDigest;
import dev.deploypipeline.prefetch.LockList;
import dev.deploypipeline.prefetch.LockedArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.MavenSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from a build which artifacts it needs, and writes them down where the build was asked to.
 * Without {@code -Ddeploy-pipeline.lock=write} nothing is recorded, and nothing written.
 */
public final class LockRecorder {

  private static final String PROPERTY = "deploy-pipeline.lock";

  private static final Logger LOG = LoggerFactory.getLogger(LockRecorder.class);

  private static final String KEY = "dev.deploypipeline.lock-recorder";
  private static final List<String> VALUES = List.of("read", "write");

  /** With any of these Surefire may not have looked for what it needs. */
  private static final List<String> FEWER_TESTS =
      List.of("skipTests", "maven.test.skip", "skipITs", "deploy-pipeline.shard");

  private static final int VERIFY = Phase.require("verify");

  private final Map<String, Path> used = new ConcurrentHashMap<>();
  private final Set<String> own = new HashSet<>();

  private LockRecorder(MavenSession session) {
    session.getAllProjects().forEach(project -> own.add(Sessions.coordinates(project)));
  }

  /**
   * Begins to record, where the session is asked to write the list.
   *
   * @throws IllegalArgumentException for a bad value of the property
   */
  public static void begin(MavenSession session) {
    String value = session.getUserProperties().getProperty(PROPERTY, "read").strip();
    PropertyValues.check(PROPERTY, value, VALUES);
    if (value.equals("write")) {
      LockRecorder recorder = new LockRecorder(session);
      session.getRepositorySession().getData().set(KEY, recorder);
      ArtifactSignals.listen(session, recorder.used::put);
    }
  }

  /** The list of a project. */
  static Path file(MavenSession session) {
    return Sessions.directory(session).resolve("artifacts.lock");
  }

  /** Writes the list, if the session was asked to and has been through all of the build. */
  public static void end(MavenSession session) {
    if (!(session.getRepositorySession().getData().get(KEY) instanceof LockRecorder recorder)) {
      return;
    }
    Optional<String> obstacle = obstacle(session);
    if (obstacle.isPresent()) {
      LOG.warn("deploy-pipeline: the lock list is not written: {}", obstacle.get());
      return;
    }
    Path file = file(session);
    try {
      List<LockedArtifact> artifacts = recorder.artifacts();
      boolean changed = new LockList(file).write(artifacts);
      LOG.info(
          "deploy-pipeline: Lock list: {} artifacts, {} {}",
          artifacts.size(),
          changed ? "written to" : "as they are in",
          file);
    } catch (IOException e) {
      LOG.warn("deploy-pipeline: the lock list is not written: {}", e.toString());
    }
  }

  /** Why what was seen is not all that a build needs. */
  private static Optional<String> obstacle(MavenSession session) {
    if (session.getResult() != null && session.getResult().hasExceptions()) {
      return Optional.of("the build failed, so it did not use all that it needs.");
    }
    if (session.getProjects().size() < session.getAllProjects().size()) {
      return Optional.of("modules were left out. Perhaps you should leave -pl away.");
    }
    Optional<String> untested =
        FEWER_TESTS.stream()
            .filter(name -> !session.getUserProperties().getProperty(name, "false").equals("false"))
            .findFirst();
    if (untested.isPresent()) {
      return Optional.of(
          "tests were left out. Perhaps you should leave -D" + untested.get() + " away.");
    }
    boolean whole =
        session.getGoals().stream()
            .anyMatch(
                goal ->
                    TypedGoal.isIn(goal, "run")
                        || Phase.order(goal).stream().anyMatch(order -> order >= VERIFY));
    return whole
        ? Optional.empty()
        : Optional.of("the build ended before verify. Perhaps you should run deploy-pipeline:run.");
  }

  private List<LockedArtifact> artifacts() throws IOException {
    List<LockedArtifact> artifacts = new ArrayList<>();
    for (Map.Entry<String, Path> one : new TreeMap<>(used).entrySet()) {
      String[] parts = one.getKey().split(":", -1);
      if (own.contains(parts[0] + ":" + parts[1] + ":" + parts[parts.length - 1])
          || !Files.isRegularFile(one.getValue())) {
        continue;
      }
      boolean mayChange = one.getKey().endsWith("-SNAPSHOT");
      artifacts.add(
          new LockedArtifact(
              one.getKey(),
              mayChange ? Optional.empty() : Optional.of(FileDigest.sha256(one.getValue()))));
    }
    return artifacts;
  }
}
