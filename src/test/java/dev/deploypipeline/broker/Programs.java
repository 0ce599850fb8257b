package dev.deploypipeline.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that some tests need, and are skipped without, with one line. */
final class Programs {

  private Programs() {}

  /** What a program printed, and its exit code. */
  record Run(int exitCode, String output) {}

  private static Optional<Path> find(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Skips the test where one of them is not there. */
  static void need(String test, String... programs) {
    for (String program : programs) {
      skipUnless(find(program).isPresent(), test, "there is no program " + program);
    }
  }

  /** Skips the test for who is not root. */
  static void needRoot(String test) {
    skipUnless("root".equals(System.getProperty("user.name")), test, "only root can do it");
  }

  static void skipUnless(boolean condition, String test, String reason) {
    if (!condition) {
      System.out.println("[INFO] " + test + ": skipped, " + reason);
      Assumptions.abort(reason);
    }
  }

  static Run run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  /** The output of a program that has to succeed. */
  static String output(String... command) throws IOException, InterruptedException {
    Run run = run(command);
    if (run.exitCode() != 0) {
      throw new IOException(String.join(" ", command) + " ends with " + run);
    }
    return run.output().strip();
  }
}
