package dev.deploypipeline.fidelity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Types the goal once more, stops it as Ctrl-C does while a test hangs, and checks what it leaves:
 * no process, an exit status other than 0, and a report that says the run was cancelled.
 */
public final class Interrupted {

  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 5;
  private static final int SIGINT = 2;

  private final Invocation invocation;

  private Interrupted(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Starts a check with the script's variables. */
  public static Interrupted of(Map<?, ?> variables) throws IOException {
    return new Interrupted(Invocation.of(variables));
  }

  /**
   * Builds, interrupts and checks.
   *
   * @return true always, which is what a verify script returns
   * @throws AssertionError if something is left or the stop took longer than 5 seconds
   */
  public boolean check() throws IOException, InterruptedException {
    Path project = invocation.basedir();
    Path hanging = project.resolve("target/hanging");
    Files.deleteIfExists(hanging);
    Path log = project.resolve("interrupted.log");
    Process maven = start(project, log);
    try {
      long test = awaitTest(maven, hanging, log);
      long stopBy = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
      signal(maven.pid());
      require(maven.waitFor(STOP_SECONDS, TimeUnit.SECONDS), "Maven still runs after 5 s", log);
      require(maven.exitValue() != 0, "Maven ended with exit status 0", log);
      require(endsBy(test, stopBy), "the test's JVM " + test + " is left after 5 s", log);
    } finally {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
    }
    String report = Files.readString(project.resolve("target/deploy-pipeline/run.json"));
    require(report.contains("\"CANCELLED\""), "run.json does not say CANCELLED", log);
    return true;
  }

  private static boolean endsBy(long pid, long deadline) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return true;
    }
    try {
      long rest = Math.max(0, deadline - System.nanoTime());
      process.get().onExit().get(rest, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.get().isAlive();
    }
  }

  private Process start(Path project, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(invocation.mavenHome().resolve("bin/mvn").toString());
    command.addAll(List.of("-B", "-f", "pom.xml", "-s", invocation.settings().toString()));
    command.add("-Dmaven.repo.local=" + invocation.localRepository());
    command.addAll(List.of("-Dit.hang=true", "deploy-pipeline:run"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("MAVEN_OPTS", invocation.mavenOpts());
    return builder.start();
  }

  private static long awaitTest(Process maven, Path hanging, Path log)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!Files.exists(hanging) || Files.size(hanging) == 0) {
      boolean ended = maven.waitFor(50, TimeUnit.MILLISECONDS);
      require(!ended, "Maven ended before the test began to hang", log);
      require(System.nanoTime() < deadline, "no test began to hang", log);
    }
    return Long.parseLong(Files.readString(hanging));
  }

  /**
   * As Ctrl-C does; a process whose parent ignores that signal gets the one that means the same to
   * a JVM.
   */
  private static void signal(long pid) throws IOException, InterruptedException {
    String ignored =
        Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0")
            .substring("SigIgn:".length())
            .strip();
    boolean deaf = (Long.parseUnsignedLong(ignored, 16) & (1L << (SIGINT - 1))) != 0;
    new ProcessBuilder("kill", deaf ? "-TERM" : "-INT", String.valueOf(pid)).start().waitFor();
  }

  private static void require(boolean condition, String problem, Path log) throws IOException {
    if (!condition) {
      throw new AssertionError(problem + ". The log ends:\n" + BuildLog.tail(log, 30));
    }
  }
}
