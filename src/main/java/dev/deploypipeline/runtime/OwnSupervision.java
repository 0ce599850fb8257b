package dev.deploypipeline.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Supervisors that are children of this JVM: their servers go with it. */
final class OwnSupervision implements Supervision {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  @Override
  public Path workDirectory(String kind) throws IOException {
    return Files.createTempDirectory("deploy-pipeline-" + kind + "-");
  }

  @Override
  public Supervisor begin(List<String> command) throws IOException {
    return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private static final class Child implements Supervisor {

    private final Process process;
    private List<ProcessHandle> below = List.of();

    Child(Process process) {
      this.process = process;
    }

    @Override
    public boolean hasEndedWithin(Duration patience) throws InterruptedException {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean hasEnded() {
      return !process.isAlive();
    }

    @Override
    public String end() throws IOException {
      return "ended with exit code "
          + process.exitValue()
          + ". It said: "
          + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void isReady() {
      below = process.descendants().toList();
    }

    @Override
    public void stop() throws IOException, InterruptedException {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      // Left over only if somebody killed the supervisor.
      below.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
