package dev.deploypipeline.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** The command {@code docker}, and programs that use the same settings, on an engine's socket. */
record DockerCommand(Path socket) {

  Process begin(String... words) throws IOException {
    return beginProgram("docker", words);
  }

  Process beginProgram(String program, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DOCKER_HOST", "unix://" + socket);
    builder.environment().put("DOCKER_BUILDKIT", "0");
    return builder.start();
  }

  String run(String... words) throws IOException, InterruptedException {
    return outputOf(begin(words), "");
  }

  /** The output of a program that has to succeed. */
  static String outputOf(Process process, String input) throws IOException, InterruptedException {
    process.getOutputStream().write(input.getBytes(UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Waits until a program succeeds and prints something. */
  static void awaitOutput(String expected, Callable<Process> program) {
    BrokerFixture.await(
        expected,
        () -> {
          try {
            Process process = program.call();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor() == 0 && output.contains(expected);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Whether it is there or not: what failed before is what to tell of. */
  void removeImage(String image) throws IOException, InterruptedException {
    Process process = begin("rmi", "-f", image);
    process.getInputStream().readAllBytes();
    int unused = process.waitFor();
  }
}
