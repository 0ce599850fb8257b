package dev.deploypipeline.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.tuning.ForkMeter.Cost;
import dev.deploypipeline.tuning.ForkMeter.Measurement;
import dev.deploypipeline.tuning.ForkMeter.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ForkMeterTest {

  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

  private record FakeProcess(long pid, String argument, Instant at, Duration used) implements Seen {
    @Override
    public boolean hasArgument(String wanted) {
      return argument.equals(wanted);
    }

    @Override
    public Optional<Instant> started() {
      return Optional.of(at);
    }

    @Override
    public Optional<Duration> cpu() {
      return Optional.of(used);
    }
  }

  private final List<Seen> processes = new ArrayList<>();
  private Instant now = START;
  private final ForkMeter meter = new ForkMeter(() -> List.copyOf(processes), () -> now, false);

  @Test
  void theLastLookAtEachProcessCounts() {
    Measurement mine = meter.begin("mine");
    look(1, new FakeProcess(7, "mine", START, seconds(1)));
    look(3, new FakeProcess(7, "mine", START, seconds(2)));
    look(5, new FakeProcess(8, "mine", START.plusSeconds(4), seconds(4)));
    look(9);
    assertThat(mine.end()).contains(new Cost(seconds(5), seconds(6)));
  }

  @Test
  void processesOfOthersDoNotCount() {
    Measurement mine = meter.begin("mine");
    Measurement theirs = meter.begin("theirs");
    look(
        2,
        new FakeProcess(1, "theirs", START, seconds(1)),
        new FakeProcess(2, "none of both", START, seconds(9)));
    assertThat(mine.end()).isEmpty();
    assertThat(theirs.end()).contains(new Cost(seconds(2), seconds(1)));
  }

  @Test
  void aProcessThatBecomesATestJvmIsSeen() {
    Measurement mine = meter.begin("mine");
    look(0, new FakeProcess(1, "a shell", START, seconds(0)));
    look(2, new FakeProcess(1, "mine", START, seconds(1)));
    assertThat(mine.end()).contains(new Cost(seconds(2), seconds(1)));
  }

  @Test
  void nobodyLooksWhenNothingIsMeasured() {
    assertThat(meter.look()).isFalse();
    Measurement mine = meter.begin("mine");
    assertThat(meter.look()).isTrue();
    mine.end();
    assertThat(meter.look()).isFalse();
  }

  @Test
  @Timeout(60)
  void whoeverMeasuresAfterALookThatFailedIsServed() throws Exception {
    SynchronousQueue<String> looks = new SynchronousQueue<>();
    AtomicInteger number = new AtomicInteger();
    ForkMeter failing =
        new ForkMeter(
            () -> {
              if (number.getAndIncrement() == 0) {
                throw new IllegalStateException("for this test");
              }
              looks.offer("a look");
              return List.of();
            },
            () -> now,
            true);
    failing.begin("first").end();
    String look = null;
    while (look == null) {
      // Until the thread whose look failed has ended, it is the one that looks.
      Measurement second = failing.begin("second");
      look = looks.poll(200, TimeUnit.MILLISECONDS);
      second.end();
    }
    assertThat(look).isEqualTo("a look");
  }

  @Test
  @Timeout(60)
  void aRealProcessIsKnownByAnArgumentOfItsOwn() throws Exception {
    ForkMeter real = new ForkMeter(ForkMeter::descendants, Instant::now, false);
    Measurement mine = real.begin("only-this-test-says-so");
    Measurement other = real.begin("nobody-says-so");
    Process waiting =
        new ProcessBuilder("sh", "-c", "echo ready; read line", "only-this-test-says-so").start();
    try {
      waiting.getInputStream().read();
      real.look();
    } finally {
      waiting.destroyForcibly();
    }
    assertThat(mine.end()).isPresent();
    assertThat(other.end()).isEmpty();
  }

  private void look(long second, Seen... seen) {
    now = START.plusSeconds(second);
    processes.clear();
    processes.addAll(List.of(seen));
    meter.look();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
