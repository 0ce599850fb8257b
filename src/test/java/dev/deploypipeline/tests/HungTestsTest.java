package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HungTestsTest {

  private static final String THREADS =
      """
      "Reference Handler" #2 daemon
      \tat java.lang.ref.Reference.waitForReferencePendingList(Native Method)

      "main" #1 prio=5
         java.lang.Thread.State: TIMED_WAITING (sleeping)
      \tat java.lang.Thread.sleep(Native Method)
      \tat p.Cart.settle(Cart.java:9)
      \tat p.TestData.wait(TestData.java:3)
      \tat p.CartTest$WhenFull.settles(CartTest.java:30)
      \tat org.junit.platform.Launcher.run(Launcher.java:1)

      "other" #9
      \tat p.Other.run(Other.java:1)
      """;

  @TempDir private Path module;
  private final List<RunEvent> events = new ArrayList<>();
  private final FakeJvms jvms = new FakeJvms().saying(THREADS);
  private Instant now = Reports.START;
  private TestWatch watch;

  @BeforeEach
  void begin() throws IOException {
    Reports.compile(module.resolve("classes"), "p.Cart");
    for (String name : List.of("p.CartTest", "p.CartTest$WhenFull", "p.TestData", "p.Other")) {
      Reports.compile(module.resolve("test-classes"), name);
    }
    TestExecution plain = Reports.execution(module);
    TestExecution limited =
        new TestExecution(
            plain.task(),
            plain.reports(),
            plain.suffix(),
            plain.classDirectories(),
            plain.tempDirectory(),
            plain.selected(),
            plain.reruns(),
            plain.slow(),
            Optional.of(Duration.ofSeconds(60)),
            plain.rerun());
    watch = TestWatch.begin(limited, events::add, () -> now, jvms);
  }

  private TestJvms.Jvm jvm(int number) {
    ForkName name = ForkName.of(Reports.command(module.resolve("surefire"), number)).orElseThrow();
    return new TestJvms.Jvm(name.arguments(), number, Reports.START);
  }

  private void report(int number, double seconds) {
    report(Reports.command(module.resolve("surefire"), number), seconds);
  }

  private void report(String command, double seconds) {
    try {
      Reports.write(
          module.resolve("surefire-reports"),
          "p.Class" + seconds,
          Reports.suite("p.Class" + seconds, 1, command, Reports.passed("p.Class" + seconds, "a")),
          seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void at(double seconds) {
    now = Reports.START.plus(Duration.ofMillis((long) (seconds * 1e3)));
    watch.poll();
    watch.endHung();
  }

  @Test
  void aClassPastTheLimitIsNamedWithItsFrameItsThreadsAreKeptAndItsJvmIsEnded() throws IOException {
    jvms.run(jvm(1));
    at(60);
    assertThat(jvms.ended()).isEmpty();

    at(60.1);
    assertThat(jvms.ended()).containsExactly(jvm(1));
    RunEvent.TestFailed failed = (RunEvent.TestFailed) events.get(0);
    assertThat(failed.test()).isEqualTo("p.CartTest");
    assertThat(failed.frame()).hasValue("p.Cart.settle(Cart.java:9)");
    assertThat(failed.rerun()).hasValue("mvn deploy-pipeline:run -pl :core -Dtest=p.CartTest");
    Path kept = module.resolve("deploy-pipeline/threads-surefire-1.txt");
    assertThat(failed.message())
        .startsWith("it held its JVM for more than 60.0 s")
        .endsWith("in " + kept);
    assertThat(Files.readString(kept)).isEqualTo(THREADS);

    at(200);
    assertThat(events).hasSize(1);
  }

  @Test
  void onlyTheJvmThatMakesNoProgressIsEnded() {
    jvms.run(jvm(1)).run(jvm(2));
    report(2, 50);
    at(61);
    assertThat(jvms.ended()).containsExactly(jvm(1));

    report(2, 100);
    at(159);
    assertThat(jvms.ended()).hasSize(1);
    at(161);
    assertThat(jvms.ended()).containsExactly(jvm(1), jvm(2));
  }

  @Test
  void aClassThatEndsWhileItsJvmIsAskedIsSpared() {
    jvms.run(jvm(1)).meanwhile(() -> report(1, 60.5));
    at(61);

    assertThat(jvms.ended()).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void aReportThatNamesNoJvmMayBeOfAny() {
    jvms.run(jvm(1)).run(jvm(2));
    report("", 50);
    report("", 20);
    at(110);
    assertThat(jvms.ended()).isEmpty();

    at(111);
    assertThat(jvms.ended()).containsExactly(jvm(1), jvm(2));
  }

  @Test
  void nothingIsEndedWhileAReportCannotBeRead() throws IOException {
    jvms.run(jvm(1));
    Path broken =
        Reports.write(module.resolve("surefire-reports"), "p.A", "<testsuite name=\"p.A\">", 30);
    at(61);
    assertThat(jvms.ended()).isEmpty();

    Files.delete(broken);
    at(61);
    assertThat(jvms.ended()).containsExactly(jvm(1));
  }

  @Test
  void aReportThatIsBrokenWhenItsJvmHasAnsweredSparesIt() {
    jvms.run(jvm(1))
        .meanwhile(
            () -> {
              try {
                Reports.write(module.resolve("surefire-reports"), "p.A", "<testsuite", 60);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    at(61);

    assertThat(jvms.ended()).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void nothingIsEndedOnceNobodyReadsAnyMore() {
    jvms.run(jvm(1));
    watch.end();
    at(61);

    assertThat(jvms.ended()).isEmpty();
  }

  @Test
  void aJvmThatDoesNotAnswerIsEndedAllTheSame() throws IOException {
    jvms.saying(null).run(jvm(1));
    at(61);

    assertThat(jvms.ended()).hasSize(1);
    RunEvent.TestFailed failed = (RunEvent.TestFailed) events.get(0);
    assertThat(failed.test()).isEqualTo("a test class");
    assertThat(failed.rerun()).isEmpty();
    assertThat(Files.readString(module.resolve("deploy-pipeline/threads-surefire-1.txt")))
        .isEqualTo("What the threads did is not known: no answer\n");
  }

  @Test
  void aJvmThatEndedByItselfIsNoFailure() {
    TestJvms.Jvm jvm = jvm(1);
    jvms.run(jvm).meanwhile(() -> jvms.end(jvm));
    at(61);

    assertThat(events).isEmpty();
  }
}
