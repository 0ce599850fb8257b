package dev.deploypipeline.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The test JVMs below this process. One is taken for that of an execution only if its own arguments
 * say so: the shell that Surefire starts it with names the same directory, but not as an argument.
 */
public final class ProcessTestJvms implements TestJvms {

  private final Duration patience;

  /**
   * Finds processes when it is asked.
   *
   * @param patience how long a JVM may take to say what its threads do
   */
  public ProcessTestJvms(Duration patience) {
    this.patience = patience;
  }

  @Override
  public List<Jvm> of(Path tempDirectory) {
    return ProcessHandle.current()
        .descendants()
        .flatMap(
            process ->
                nameOf(arguments(process))
                    .filter(name -> name.directory().equals(tempDirectory))
                    .map(
                        name ->
                            new Jvm(
                                name.arguments(),
                                process.pid(),
                                process.info().startInstant().orElse(Instant.MAX)))
                    .stream())
        .toList();
  }

  private static Optional<ForkName> nameOf(List<String> arguments) {
    // A debugger holds it for as long as somebody thinks.
    boolean debugged =
        arguments.stream().anyMatch(one -> one.startsWith("-") && one.contains("jdwp"));
    return debugged ? Optional.empty() : ForkName.of(arguments);
  }

  /** The JDK says nothing of a command line that is longer than a page of memory. */
  private static List<String> arguments(ProcessHandle process) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc", process.pid() + "", "cmdline"));
      return List.of(new String(line, StandardCharsets.UTF_8).split("\0"));
    } catch (IOException e) {
      // It has just ended, or this is no Linux.
      return process.info().arguments().map(List::of).orElse(List.of());
    }
  }

  private static Optional<ProcessHandle> find(Jvm jvm) {
    return ProcessHandle.of(jvm.pid())
        .filter(
            process ->
                ForkName.of(arguments(process))
                    .filter(name -> name.arguments().equals(jvm.arguments()))
                    .isPresent());
  }

  @Override
  public String threads(Jvm jvm) throws IOException {
    Path jcmd = jcmd(jvm);
    Path output = Files.createTempFile("deploy-pipeline-threads-", ".txt");
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), jvm.pid() + "", "Thread.print", "-l")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException("jcmd got no answer within " + patience.toSeconds() + " s");
      }
      String said = Files.readString(output, StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException("jcmd says: " + said.strip());
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while jcmd asked", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** That of the JVM's own JDK, otherwise that of this one. */
  private static Path jcmd(Jvm jvm) throws IOException {
    Optional<Path> beside =
        ProcessHandle.of(jvm.pid())
            .flatMap(process -> process.info().command())
            .map(java -> Path.of(java).resolveSibling("jcmd"))
            .filter(Files::isExecutable);
    Path own = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (beside.isEmpty() && !Files.isExecutable(own)) {
      throw new IOException("there is no jcmd in " + own.getParent());
    }
    return beside.orElse(own);
  }

  @Override
  public boolean end(Jvm jvm) {
    return find(jvm).map(ProcessHandle::destroyForcibly).orElse(false);
  }
}
