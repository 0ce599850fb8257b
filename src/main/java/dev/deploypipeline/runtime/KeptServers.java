package dev.deploypipeline.runtime;

import dev.deploypipeline.keep.KeptDirectory;
import dev.deploypipeline.keep.KeptServer;
import dev.deploypipeline.keep.Owner;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Entry to the servers that builds have kept. */
public final class KeptServers {

  private static final String NONE = "No kept servers of this project.";
  private static final String NONE_AT_ALL = "No kept servers.";

  private final KeptDirectory directory;
  private final boolean all;
  private final InstantSource clock;

  private KeptServers(KeptDirectory directory, boolean all, InstantSource clock) {
    this.directory = directory;
    this.all = all;
    this.clock = clock;
  }

  /**
   * The kept servers of a project, or of all of the user's.
   *
   * @param cache the user's directory, see {@link EmbeddedServers#defaultCache}
   * @param project the root directory of the reactor; must exist
   * @param all whether those of other projects count too
   * @throws IOException if other users can reach where their passwords are; the message says what
   *     to do
   */
  public static KeptServers of(Path cache, Path project, boolean all) throws IOException {
    return new KeptServers(directory(cache, project), all, InstantSource.system());
  }

  static KeptDirectory directory(Path cache, Path project) throws IOException {
    return KeptDirectory.of(cache.resolve("kept"), project);
  }

  /**
   * Tells what there is, after removing what is left of servers whose keeper is dead.
   *
   * @return lines for people, at least one, without passwords
   */
  public List<String> status() throws IOException {
    List<String> lines = new ArrayList<>();
    directory.sweep(lines::add);
    List<KeptServer> servers = directory.list(all);
    lines.addAll(servers.isEmpty() ? List.of(none()) : KeptTable.of(servers, all, clock.instant()));
    return lines;
  }

  private String none() {
    return all ? NONE_AT_ALL : NONE;
  }

  /**
   * Stops what no build uses, and removes all of it.
   *
   * @param findings told what was stopped, line by line
   * @throws IOException if a build uses a server, or something may be left; all others are stopped
   *     all the same
   */
  public void stop(Consumer<Finding> findings) throws IOException {
    directory.sweep(warning -> findings.accept(new Finding(Severity.WARNING, warning)));
    KeptDirectory.Stopped result = directory.stop(all);
    List<String> told = new ArrayList<>();
    result.stopped().forEach(one -> told.add("Stopped the kept server " + KeptTable.name(one)));
    if (result.stopped().isEmpty() && result.inUse().isEmpty() && result.problems().isEmpty()) {
      told.add(none());
    }
    told.forEach(line -> findings.accept(new Finding(Severity.INFO, line)));
    if (result.stopped().stream().anyMatch(one -> one.server().provider().equals("docker"))) {
      removeContainers(findings);
    }
    List<String> problems = new ArrayList<>(result.problems());
    if (!result.inUse().isEmpty()) {
      problems.add(inUse(result.inUse()));
    }
    if (!problems.isEmpty()) {
      throw new IOException(String.join("\n", problems));
    }
  }

  private static String inUse(List<KeptServer> servers) {
    return servers.stream()
        .map(
            one ->
                "the kept server "
                    + KeptTable.name(one)
                    + " is in use by the build with process number "
                    + one.user().map(String::valueOf).orElse("unknown"))
        .collect(
            Collectors.joining(
                "; ", "", ", so it was not stopped. Perhaps you should wait for it."));
  }

  /** Their watchdogs have removed them, except where the commands for that are missing. */
  private static void removeContainers(Consumer<Finding> findings) {
    try (Engine engine = EngineFinder.ofThisMachine().find()) {
      Leftovers.sweep(engine, Owner.ofThisProcess(), findings);
    } catch (IOException e) {
      findings.accept(
          new Finding(
              Severity.WARNING, "whether a container is left is not known: " + e.getMessage()));
    }
  }
}
