package dev.deploypipeline.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartChoiceTest {

  private static final TaskId FORK = new TaskId("g:a", "surefire:test (default-test)");

  private final List<ForkRecord> past = new ArrayList<>();
  private Strikes strikes = Strikes.NONE;

  @Test
  void theQuickWayIsTriedFirst() {
    expect(JvmStart.TUNED, "first try");
  }

  @Test
  void thePlainWayIsTriedSecondToCompare() {
    ran(JvmStart.TUNED, 1000, 1000);
    expect(JvmStart.PLAIN, "to compare");
  }

  @Test
  void theWayThatCostsLessIsKept() {
    ran(JvmStart.TUNED, 1000, 1000);
    ran(JvmStart.PLAIN, 1000, 2000);
    expect(JvmStart.TUNED, "tuned 1.0 s (CPU 1.0 s), plain 1.0 s (CPU 2.0 s)");
  }

  @Test
  void forksThatComputeForLongKeepTheSecondCompiler() {
    ran(JvmStart.TUNED, 9000, 9000);
    ran(JvmStart.PLAIN, 5000, 7000);
    expect(JvmStart.PLAIN, "tuned 9.0 s (CPU 9.0 s), plain 5.0 s (CPU 7.0 s)");
  }

  @Test
  void withoutCpuTimesTheWallTimeDecides() {
    past.add(record(JvmStart.TUNED, true, 1000, Optional.empty()));
    ran(JvmStart.PLAIN, 1100, 1);
    expect(JvmStart.TUNED, "tuned 1.0 s, plain 1.1 s (CPU 0.0 s)");
  }

  @Test
  void wallTimesOfABusyMomentDoNotDrownTheCpuTimes() {
    ran(JvmStart.TUNED, 13_000, 1000);
    ran(JvmStart.PLAIN, 9_000, 2000);
    assertThat(choice().start()).isEqualTo(JvmStart.TUNED);
  }

  @Test
  void cpuTimeThatIsSavedByWaitingLongerIsNoGain() {
    ran(JvmStart.TUNED, 13_900, 13_900);
    ran(JvmStart.PLAIN, 10_000, 14_000);
    assertThat(choice().start()).isEqualTo(JvmStart.PLAIN);
  }

  @Test
  void theSlowerWayIsTriedAgainAfterTenRuns() {
    ran(JvmStart.PLAIN, 1000, 1100);
    for (int i = 0; i < 9; i++) {
      ran(JvmStart.TUNED, 1000, 1000);
    }
    assertThat(choice().start()).isEqualTo(JvmStart.TUNED);
    ran(JvmStart.TUNED, 1000, 1000);
    expect(JvmStart.PLAIN, "to compare again");
  }

  @Test
  void theMuchSlowerWayIsTriedAgainAfterThirtyRuns() {
    ran(JvmStart.PLAIN, 1000, 2000);
    past.addAll(Collections.nCopies(29, record(JvmStart.TUNED, true, 1000, cpu(1000))));
    assertThat(choice().start()).isEqualTo(JvmStart.TUNED);
    ran(JvmStart.TUNED, 1000, 1000);
    assertThat(choice().start()).isEqualTo(JvmStart.PLAIN);
  }

  @Test
  void oneSlowRunDoesNotDecide() {
    ran(JvmStart.PLAIN, 1000, 2000);
    ran(JvmStart.TUNED, 1000, 1000);
    ran(JvmStart.TUNED, 1000, 1000);
    ran(JvmStart.TUNED, 9000, 9000);
    assertThat(choice().start()).isEqualTo(JvmStart.TUNED);
  }

  @Test
  void onlyTheLatestRunsAreCompared() {
    ran(JvmStart.PLAIN, 1000, 2000);
    past.addAll(Collections.nCopies(20, record(JvmStart.TUNED, true, 9000, cpu(9000))));
    past.addAll(Collections.nCopies(5, record(JvmStart.TUNED, true, 500, cpu(500))));
    ran(JvmStart.PLAIN, 1000, 2000);
    assertThat(choice().start()).isEqualTo(JvmStart.TUNED);
  }

  @Test
  void whatFailedWithOptionsRunsWithoutThemUntilThatIsResolved() {
    strikes = new Strikes(true, 0);
    past.addAll(Collections.nCopies(59, record(JvmStart.PLAIN, false, 1000, cpu(1000))));
    expect(JvmStart.PLAIN, "failed before, with tuned JVMs");
  }

  @Test
  void whatFailedWithoutOptionsToldNothingOfThem() {
    failed(JvmStart.PLAIN);
    expect(JvmStart.TUNED, "first try");
  }

  @Test
  void whatFailedWithOptionsOnlyKeepsThePlainWayForAWhile() {
    strikes = new Strikes(false, 1);
    failed(JvmStart.TUNED);
    ran(JvmStart.PLAIN, 1000, 1000);
    expect(JvmStart.PLAIN, "failed with tuned JVMs, and passed without");
    past.addAll(Collections.nCopies(9, record(JvmStart.PLAIN, true, 1000, cpu(1000))));
    assertThat(choice().start()).isEqualTo(JvmStart.PLAIN);
    ran(JvmStart.PLAIN, 1000, 1000);
    expect(JvmStart.TUNED, "first try");
  }

  @Test
  void theWhileBeginsAgainWhereTheTimesAreNotKnown() {
    strikes = new Strikes(false, 1);
    expect(JvmStart.PLAIN, "failed with tuned JVMs, and passed without");
    past.addAll(Collections.nCopies(11, record(JvmStart.PLAIN, true, 1000, cpu(1000))));
    expect(JvmStart.TUNED, "first try");
  }

  @Test
  void whatPassesWithOptionsAfterTheWhileIsChosenByCost() {
    strikes = new Strikes(false, 1);
    failed(JvmStart.TUNED);
    past.addAll(Collections.nCopies(11, record(JvmStart.PLAIN, true, 1000, cpu(2000))));
    ran(JvmStart.TUNED, 1000, 1000);
    expect(JvmStart.TUNED, "tuned 1.0 s (CPU 1.0 s), plain 1.0 s (CPU 2.0 s)");
  }

  @Test
  void whatFailedTwiceWithOptionsOnlyNeverGetsThemAgain() {
    strikes = new Strikes(false, 2);
    past.addAll(Collections.nCopies(60, record(JvmStart.PLAIN, true, 1000, cpu(1000))));
    expect(JvmStart.PLAIN, "a test failed 2 times with tuned JVMs, and passed without");
  }

  private void expect(JvmStart start, String reason) {
    assertThat(choice()).isEqualTo(new StartChoice(start, reason));
  }

  private StartChoice choice() {
    return StartChoice.of(past, strikes, JvmStart.TUNED);
  }

  private void ran(JvmStart start, long wall, long cpu) {
    past.add(record(start, true, wall, cpu(cpu)));
  }

  private void failed(JvmStart start) {
    past.add(record(start, false, 1, cpu(1)));
  }

  private static Optional<Duration> cpu(long millis) {
    return Optional.of(Duration.ofMillis(millis));
  }

  private static ForkRecord record(
      JvmStart start, boolean passed, long wall, Optional<Duration> cpu) {
    return new ForkRecord(FORK, start, passed, Duration.ofMillis(wall), cpu);
  }
}
