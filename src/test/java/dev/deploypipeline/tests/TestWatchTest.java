package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.TestClassResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestWatchTest {

  @TempDir private Path module;
  private final List<RunEvent> events = new ArrayList<>();

  @BeforeEach
  void compile() throws IOException {
    Reports.compile(module.resolve("test-classes"), "p.CartTest");
  }

  private TestWatch begin(TestExecution execution) throws IOException {
    return TestWatch.begin(execution, events::add, () -> Reports.START, new FakeJvms());
  }

  private void write(String name, double seconds, double suiteSeconds, int fork, String body)
      throws IOException {
    Reports.write(
        module.resolve("surefire-reports"),
        name,
        Reports.suite(name, suiteSeconds, Reports.command(module.resolve("surefire"), fork), body),
        seconds);
  }

  private TestClassResult onlyClass() {
    return classes().stream().findFirst().orElseThrow();
  }

  private List<TestClassResult> classes() {
    return events.stream()
        .filter(RunEvent.TestsFinished.class::isInstance)
        .flatMap(event -> ((RunEvent.TestsFinished) event).classes().stream())
        .toList();
  }

  @Test
  void aFailureIsToldOnceWhileTheTestsStillRunWithFrameAndCommand() throws IOException {
    TestWatch watch = begin(Reports.execution(module));
    write("p.CartTest", 1, 1, 1, Reports.failed("p.CartTest", "adds", "expected 1"));

    watch.poll();
    assertThat(events).hasSize(1);
    RunEvent.TestFailed failed = (RunEvent.TestFailed) events.get(0);
    assertThat(failed.id()).isEqualTo(Reports.TASK);
    assertThat(failed.test()).isEqualTo("p.CartTest.adds");
    assertThat(failed.message()).isEqualTo("expected 1");
    assertThat(failed.frame()).hasValue("p.CartTest.adds(CartTest.java:12)");
    assertThat(failed.rerun()).hasValue("mvn deploy-pipeline:run -pl :core -Dtest=p.CartTest#adds");

    write("p.CartTest", 2, 1, 1, Reports.failed("p.CartTest", "adds", "expected 1"));
    watch.poll();
    assertThat(watch.end()).contains(Set.of("p.CartTest.adds"));
    watch.end();
    assertThat(events.stream().map(Object::getClass).map(Class::getSimpleName))
        .containsExactly("TestFailed", "TestsFinished");
  }

  @Test
  void aClassThatIsNotTheModulesOwnHasNoCommand() throws IOException {
    TestWatch watch = begin(Reports.execution(module));
    write("p.Foreign", 1, 1, 1, Reports.failed("p.Foreign", "adds", "expected 1"));
    watch.end();

    assertThat(((RunEvent.TestFailed) events.get(0)).rerun()).isEmpty();
  }

  @Test
  void whereFailedTestsRunAgainByThemselvesNothingIsToldBeforeTheEnd() throws IOException {
    TestWatch watch = begin(Reports.execution(module, false, true));
    write("p.CartTest", 1, 1, 1, Reports.failed("p.CartTest", "adds", "expected 1"));
    watch.poll();
    assertThat(events).isEmpty();

    write(
        "p.CartTest",
        2,
        1,
        1,
        "<testcase name=\"adds\" classname=\"p.CartTest\" time=\"0\"><flakyFailure message=\"expected 1\" type=\"x.AssertionError\"/></testcase>");
    assertThat(watch.end()).contains(Set.of());

    assertThat(events).hasSize(1);
    assertThat(onlyClass().flaky())
        .singleElement()
        .satisfies(
            flaky -> {
              assertThat(flaky.test()).isEqualTo("p.CartTest.adds");
              assertThat(flaky.message()).isEqualTo("expected 1");
            });
    assertThat(onlyClass().complete()).isFalse();
    assertThat(onlyClass().failed()).isZero();
  }

  @Test
  void reportsOfAnotherExecutionInTheSameDirectoryAreLeftToIt() throws IOException {
    TestWatch watch = begin(Reports.execution(module));
    Reports.write(
        module.resolve("surefire-reports"),
        "p.Other",
        Reports.suite(
            "p.Other",
            1,
            Reports.command(module.resolve("surefire-of-another"), 1),
            Reports.failed("p.Other", "adds", "no")),
        1);
    assertThat(watch.end()).contains(Set.of());

    assertThat(events).isEmpty();
  }

  @Test
  void aClassHoldsItsJvmFromTheEndOfTheOneBeforeIt() throws IOException {
    TestWatch watch = begin(Reports.execution(module));
    write("p.B", 42, 1.3, 1, Reports.passed("p.B", "b"));
    write("p.A", 11, 1, 1, Reports.passed("p.A", "a"));
    write("p.C", 12, 2, 2, Reports.passed("p.C", "c"));
    watch.end();

    assertThat(classes())
        .extracting(TestClassResult::name, TestClassResult::occupancy, TestClassResult::slow)
        .containsExactly(
            tuple("p.A", Duration.ofSeconds(1), false),
            tuple("p.B", Duration.ofSeconds(31), true),
            tuple("p.C", Duration.ofSeconds(2), false));
  }

  @Test
  void nestedClassesCountForTheirOutermostOneAndTestNgsClassesForThemselves() throws IOException {
    TestWatch watch = begin(Reports.execution(module));
    write("p.A$In", 10, 2, 1, Reports.passed("p.A$In", "a"));
    write("p.A", 13, 3, 1, Reports.passed("p.A", "a"));
    write("TestSuite", 20, 5, 2, Reports.passed("p.Ng", "a") + Reports.passed("p.Ng2", "a"));
    watch.end();

    assertThat(classes())
        .extracting(TestClassResult::name, TestClassResult::tests, TestClassResult::occupancy)
        .containsExactly(
            tuple("p.A", 2, Duration.ofSeconds(5)),
            tuple("p.Ng", 1, Duration.ofMillis(500)),
            tuple("p.Ng2", 1, Duration.ofMillis(500)));
  }

  @Test
  void aClassWhoseTestsAreAllInTheReportOfANestedOneHoldsItsJvmForItsOwnTime() throws IOException {
    TestWatch watch = begin(Reports.execution(module));
    write("p.A$In", 9.9, 0.1, 1, Reports.passed("p.A", "a") + Reports.passed("p.A$In", "a"));
    write("p.A", 10, 5, 1, "");
    write("p.NoTests", 11, 1, 1, "");
    watch.end();

    assertThat(classes())
        .extracting(TestClassResult::name, TestClassResult::tests, TestClassResult::occupancy)
        .containsExactly(tuple("p.A", 2, Duration.ofSeconds(5)));
  }

  @Test
  void onlyAClassThatRanAndPassedAsAWholeIsComplete() throws IOException {
    String skipped = "<testcase name=\"off\" classname=\"p.%s\" time=\"0\"><skipped/></testcase>";
    TestWatch watch = begin(Reports.execution(module));
    write("p.Some", 1, 1, 1, Reports.passed("p.Some", "a") + skipped.formatted("Some"));
    write("p.None", 1, 1, 1, skipped.formatted("None"));
    write("p.All", 1, 1, 1, Reports.passed("p.All", "a") + Reports.passed("p.All", "b"));
    write("p.Bad", 1, 1, 1, Reports.failed("p.Bad", "a", "no") + Reports.passed("p.Bad", "b"));
    watch.end();
    assertThat(classes().stream().filter(TestClassResult::complete).map(TestClassResult::name))
        .containsExactly("p.All");
    assertThat(classes().stream().mapToInt(TestClassResult::skipped).sum()).isEqualTo(2);

    events.clear();
    TestWatch selected = begin(Reports.execution(module, true, false));
    write("p.Some", 9, 1, 1, Reports.passed("p.Some", "a"));
    selected.end();
    assertThat(onlyClass().complete()).isFalse();
  }

  @Test
  void aReportThatStaysBrokenIsOneWarningAtTheEnd() throws IOException {
    TestWatch watch = begin(Reports.execution(module));
    Reports.write(module.resolve("surefire-reports"), "p.A", "<testsuite name=\"p.A\">", 1);
    watch.poll();
    assertThat(events).isEmpty();
    assertThat(watch.end()).isEmpty();

    assertThat(events).hasSize(1);
    assertThat(((RunEvent.Noticed) events.get(0)).finding().message())
        .contains("TEST-p.A.xml")
        .endsWith("Perhaps you should look at it.");
  }

  @Test
  void aReportThatIsOddDoesNotLoseTheOthers() throws IOException {
    TestWatch watch =
        TestWatch.begin(
            Reports.execution(module),
            event -> {
              if (event instanceof RunEvent.TestFailed failed && failed.test().equals("p.A.a")) {
                throw new IllegalStateException("for this test");
              }
              events.add(event);
            },
            () -> Reports.START,
            new FakeJvms());
    write("p.A", 1, 1, 1, Reports.failed("p.A", "a", "no"));
    write("p.B", 2, 1, 1, Reports.failed("p.B", "b", "no"));
    watch.poll();
    assertThat(events).singleElement().isInstanceOf(RunEvent.TestFailed.class);

    watch.end();
    assertThat(classes()).extracting(TestClassResult::name).containsExactly("p.A", "p.B");
    assertThat(events)
        .filteredOn(RunEvent.Noticed.class::isInstance)
        .singleElement()
        .asString()
        .contains("TEST-p.A.xml", "for this test");
  }

  @Test
  void anExecutionThatWritesNoReportsTellsNothing() throws IOException {
    TestWatch watch = begin(Reports.execution(module));
    watch.poll();
    watch.end();

    assertThat(events).isEmpty();
  }

  @Test
  void whoLookedForLongRestsForLonger() throws IOException {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    List<RunEvent> told = new ArrayList<>();
    TestWatches watches = new TestWatches(nanos::get);
    watches.add(
        TestWatch.begin(
            Reports.execution(module),
            event -> {
              told.add(event);
              nanos.addAndGet(100);
            },
            () -> Reports.START,
            new FakeJvms()));
    write("p.A", 1, 1, 1, Reports.failed("p.A", "a", "no"));
    watches.tick();
    write("p.B", 1, 1, 1, Reports.failed("p.B", "b", "no"));

    nanos.addAndGet(1_999);
    watches.tick();
    assertThat(told).hasSize(1);
    nanos.addAndGet(1);
    watches.tick();
    assertThat(told).hasSize(2);
  }
}
