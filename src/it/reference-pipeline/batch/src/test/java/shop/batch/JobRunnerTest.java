package shop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobRunnerTest {
  private final JobRunner runner = new JobRunner();

  @AfterEach
  void close() {
    runner.close();
  }

  private static JobRunner.Job endless(Duration budget) {
    return new JobRunner.Job(
        "endless", budget, () -> new CountDownLatch(1).await(60, TimeUnit.SECONDS) ? 1 : 0);
  }

  @Test
  void reportsWhatWasDone() {
    JobRunner.Report report =
        runner.run(new JobRunner.Job("count", Duration.ofSeconds(5), () -> 3));
    assertThat(report.status()).isEqualTo(JobRunner.Status.DONE);
    assertThat(report.done()).isEqualTo(3);
  }

  @Test
  void reportsAFailureInItsWords() {
    JobRunner.Report report =
        runner.run(
            new JobRunner.Job(
                "broken",
                Duration.ofSeconds(5),
                () -> {
                  throw new java.io.IOException("disk full");
                }));
    assertThat(report.status()).isEqualTo(JobRunner.Status.FAILED);
    assertThat(report.message()).isEqualTo("disk full");
  }

  @Test
  void stopsAJobThatTakesTooLong() {
    JobRunner.Report report = runner.run(endless(Duration.ofMillis(400)));
    assertThat(report.status()).isEqualTo(JobRunner.Status.TIMED_OUT);
    assertThat(report.message()).isEqualTo("not done within 400 ms");
    assertThat(report.took()).isBetween(Duration.ofMillis(400), Duration.ofSeconds(20));
  }

  @Test
  void aHangingJobDoesNotKeepTheNextOneFromRunning() {
    List<JobRunner.Status> results =
        List.of(
            runner.run(endless(Duration.ofMillis(300))).status(),
            runner.run(new JobRunner.Job("next", Duration.ofSeconds(5), () -> 1)).status());
    assertThat(results).containsExactly(JobRunner.Status.TIMED_OUT, JobRunner.Status.DONE);
  }
}
