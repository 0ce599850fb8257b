package dev.deploypipeline.reactor;

import dev.deploypipeline.prefetch.OfflineLog;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.RepositoryPolicy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves that a prefetch is enough: the same prefetch fills an empty local repository, from the
 * local repository and nothing else, and the reactor is built offline with what it holds then.
 */
public final class OfflineProof {

  private static final Logger LOG = LoggerFactory.getLogger(OfflineProof.class);

  private static final int LAST_LINES = 30;
  private static final String MIRROR = "deploy-pipeline-proof";

  private final MavenSession session;
  private final MojoExecution goal;
  private final String until;
  private final Path directory;

  /**
   * @param goal the execution that asks for the proof
   * @param until the last phase of the offline build
   */
  public OfflineProof(MavenSession session, MojoExecution goal, String until) {
    this.session = session;
    this.goal = goal;
    this.until = until;
    this.directory =
        Path.of(
            session.getTopLevelProject().getBuild().getDirectory(),
            "deploy-pipeline",
            "prefetch-proof");
  }

  /**
   * Builds the reactor. The logs stay in {@code target/deploy-pipeline/prefetch-proof}.
   *
   * @return what the offline build lacked, told with what to do; empty if it was a success
   * @throws IOException if Maven cannot be started
   * @throws InterruptedException if the build is stopped
   */
  public String run() throws IOException, InterruptedException {
    Path repository = directory.resolve("repository");
    DirectoryTree.delete(repository);
    Files.createDirectories(repository);
    Path settings = directory.resolve("settings.xml");
    try {
      writeSettings(settings);
      LOG.info("Proving it: prefetching into {}, and building offline with it", repository);
      Path log = directory.resolve("prefetch.log");
      String prefetch =
          goal.getGroupId()
              + ":"
              + goal.getArtifactId()
              + ":"
              + goal.getVersion()
              + ":"
              + goal.getGoal();
      if (maven(settings, repository, log, List.of(prefetch)) != 0) {
        return failed("The prefetch into an empty local repository failed", log);
      }
      log = directory.resolve("build.log");
      if (maven(settings, repository, log, List.of("--offline", "--fail-at-end", until)) != 0) {
        return failed("The offline build failed", log);
      }
      LOG.info("Proved: the offline build up to {} is a success with what was prefetched", until);
      return "";
    } finally {
      // The user's profiles are in it, and whatever they hold.
      Files.deleteIfExists(settings);
      DirectoryTree.delete(repository);
    }
  }

  private int maven(Path settings, Path repository, Path log, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    // Files that were installed here have no checksums.
    command.addAll(List.of("--batch-mode", "--no-transfer-progress", "--lax-checksums"));
    command.addAll(List.of("--settings", settings.toString()));
    command.addAll(List.of("--global-settings", settings.toString()));
    command.addAll(List.of("--file", session.getRequest().getPom().toString()));
    command.addAll(profiles());
    command.addAll(properties(session.getUserProperties()));
    command.add("-Dmaven.repo.local=" + repository);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File(session.getExecutionRootDirectory()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // Its options are in the command already, as far as they matter.
    builder.environment().remove("MAVEN_ARGS");
    Process process = builder.start();
    try {
      return process.waitFor();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private List<String> profiles() {
    List<String> profiles = TestReports.profiles(session);
    return profiles.isEmpty()
        ? List.of()
        : List.of("--activate-profiles", String.join(",", profiles));
  }

  private static List<String> properties(Properties user) {
    Set<String> names = new TreeSet<>(user.stringPropertyNames());
    names.removeIf(
        name ->
            name.startsWith("deploy-pipeline.prefetch.")
                || name.equals("deploy-pipeline.lock")
                || name.startsWith("maven.repo.local")
                || name.startsWith("maven.multiModule")
                // Maven 4 keeps its own in them.
                || name.startsWith("session.")
                || name.startsWith("env."));
    return names.stream().map(name -> "-D" + name + "=" + user.getProperty(name)).toList();
  }

  /** The user's settings, but that nothing is asked except the local repository. */
  private void writeSettings(Path file) throws IOException {
    Settings user = session.getSettings();
    Settings settings = new Settings();
    settings.setInteractiveMode(false);
    user.getProfiles().forEach(settings::addProfile);
    user.getActiveProfiles().forEach(settings::addActiveProfile);
    user.getPluginGroups().forEach(settings::addPluginGroup);
    Mirror mirror = new Mirror();
    mirror.setId(MIRROR);
    mirror.setMirrorOf("*");
    mirror.setUrl(session.getRequest().getLocalRepositoryPath().toURI().toString());
    settings.addMirror(mirror);
    settings.addProfile(everything(mirror));
    settings.addActiveProfile(MIRROR);
    Files.createDirectories(file.getParent());
    try (Writer writer = Files.newBufferedWriter(file)) {
      new SettingsXpp3Writer().write(writer, settings);
    }
  }

  /** What the pom's repositories leave out, as snapshots, may be installed in the local one. */
  private static Profile everything(Mirror mirror) {
    Repository all = new Repository();
    all.setId(MIRROR);
    all.setUrl(mirror.getUrl());
    RepositoryPolicy policy = new RepositoryPolicy();
    policy.setEnabled(true);
    all.setReleases(policy);
    all.setSnapshots(policy);
    Profile profile = new Profile();
    profile.setId(MIRROR);
    profile.addRepository(all);
    profile.addPluginRepository(all);
    return profile;
  }

  private static String failed(String fact, Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), Charset.defaultCharset()).lines().toList();
    Set<String> missing = OfflineLog.missing(lines);
    List<String> text = new ArrayList<>();
    if (missing.isEmpty()) {
      text.add(fact + ", and does not say that anything is missing. The end of " + log + ":");
      lines
          .subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
          .forEach(line -> text.add("  " + line));
    } else {
      text.add(
          fact
              + ", since something was missing (log: %s). Perhaps you should build once with -Ddeploy-pipeline.lock=write and prefetch again:"
                  .formatted(log));
      missing.forEach(one -> text.add("  " + one));
    }
    return String.join(System.lineSeparator(), text);
  }
}
