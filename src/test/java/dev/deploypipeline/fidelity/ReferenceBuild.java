package dev.deploypipeline.fidelity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Builds an untouched copy of a reactor with plain Maven. */
final class ReferenceBuild {

  static final String LOG = "build.log";
  private static final long MINUTES = 10;

  private final Invocation invocation;

  ReferenceBuild(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * Copies the reactor and builds the copy.
   *
   * @return the log of the build
   * @throws IllegalStateException if Maven does not end in time, or its exit code and its verdict
   *     disagree
   */
  Path run() throws IOException, InterruptedException {
    copy();
    Path log = invocation.reference().resolve(LOG);
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .directory(invocation.reference().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("MAVEN_OPTS", invocation.mavenOpts());
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException(
          "Plain Maven did not end within "
              + MINUTES
              + " minutes. Perhaps its log tells why: "
              + log);
    }
    boolean success = BuildLog.read(log).endsWell();
    if (success != (process.exitValue() == 0)) {
      throw new IllegalStateException(
          "Plain Maven ended with exit code "
              + process.exitValue()
              + " and another verdict:\n"
              + BuildLog.tail(log, 40));
    }
    return log;
  }

  private List<String> command() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> command = new ArrayList<>();
    command.add(
        invocation.mavenHome().resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
    command.addAll(List.of("-B", "-e", "-f", "pom.xml", "-s", invocation.settings().toString()));
    command.add("-Dmaven.repo.local=" + invocation.localRepository());
    command.addAll(invocation.arguments());
    return command;
  }

  /**
   * The sources come from src/it, because a build may change its own; only the poms were filtered
   * for the clone.
   */
  private void copy() throws IOException {
    deleteTree(invocation.reference());
    List<Path> sources;
    try (Stream<Path> walk = Files.walk(invocation.original())) {
      sources = walk.toList();
    }
    for (Path source : sources) {
      Path relative = invocation.original().relativize(source);
      Path target = invocation.reference().resolve(relative.toString());
      boolean filtered = source.getFileName().toString().equals("pom.xml");
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else {
        Path from = filtered ? invocation.basedir().resolve(relative.toString()) : source;
        Files.copy(from, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    // Otherwise Maven takes the options of the project around it; the invoker does the same for its
    // clones.
    Files.createDirectories(invocation.reference().resolve(".mvn"));
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(root)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
