package dev.deploypipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.SelectionSettings;
import dev.deploypipeline.config.Shard;
import dev.deploypipeline.model.LeftOutTest;
import dev.deploypipeline.model.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TestSelectionTest {

  private static final TaskId TESTS = new TaskId("g:a", "surefire:test (default-test)");
  private static final TestTimes TIMES =
      new TestTimes(
          new TreeMap<>(
              Map.of(
                  TestUnit.of(TESTS, "p.Long"), 900L,
                  TestUnit.of(TESTS, "p.Short"), 100L,
                  TestUnit.of(TESTS, "p.Middle"), 500L)));
  private static final List<String> CLASSES =
      List.of("p.Long", "p.Middle", "p.Short", "p.Short$Inner");

  private static TestCandidates candidates(String whole, boolean chosen, boolean equal) {
    return new TestCandidates(
        CLASSES, Optional.ofNullable(whole), List.of(), chosen, false, true, equal, false, false);
  }

  private static final TestCandidates PLAIN = candidates(null, false, false);

  private static TestSelection shard(int number, int of) {
    return selection(Optional.of(new Shard(number, of)), false);
  }

  private static TestSelection selection(Optional<Shard> shard, boolean skipSlow) {
    return new TestSelection(
        new SelectionSettings(shard, skipSlow, Duration.ofMillis(499)),
        TIMES,
        skipSlow ? TIMES.millis() : Map.of());
  }

  @Test
  void aShardLeavesTheClassesOfTheOthersOutWithThoseNestedInThem() throws Exception {
    assertThat(shard(1, 2).narrow(TESTS, PLAIN).classes())
        .containsExactly("p.Middle", "p.Short", "p.Short$Inner");
    assertThat(shard(2, 2).narrow(TESTS, PLAIN).classes()).containsExactly("p.Long");
  }

  @Test
  void anExecutionWithoutAClassOfTheShardRunsNothing() throws Exception {
    Narrowing none = shard(4, 4).narrow(TESTS, PLAIN);

    assertThat(none.all()).isTrue();
    assertThat(none.notice()).isEmpty();
  }

  @Test
  void anExecutionThatCannotBeSplitRunsInOneShardAndTheOthersSayWhy() throws Exception {
    TestCandidates suite = candidates("suiteXmlFiles names its tests", false, false);
    List<String> notices = new ArrayList<>();
    int ran = 0;
    for (int number = 1; number <= 3; number++) {
      Narrowing narrowing = shard(number, 3).narrow(TESTS, suite);
      ran += narrowing.all() ? 0 : 1;
      assertThat(narrowing.classes()).isEmpty();
      notices.add(narrowing.notice().orElseThrow());
    }

    assertThat(ran).isEqualTo(1);
    assertThat(notices)
        .allSatisfy(notice -> assertThat(notice).endsWith("because suiteXmlFiles names its tests."))
        .filteredOn(notice -> notice.contains(" does not run "))
        .hasSize(2);
  }

  @Test
  void anExecutionThatSkipsItselfIsLeftAlone() throws Exception {
    TestSelection shard = shard(1, 2);

    assertThat(shard.narrow(TESTS, candidates(null, false, true)).leavesOut()).isFalse();
    assertThat(shard.executions())
        .singleElement()
        .satisfies(one -> assertThat(one.equal()).isTrue());
  }

  @Test
  void slowClassesAreLeftOutWithTheirTime() throws Exception {
    Narrowing narrowing = selection(Optional.empty(), true).narrow(TESTS, PLAIN);

    assertThat(narrowing.classes()).containsExactly("p.Long", "p.Middle");
    assertThat(narrowing.tag()).contains("slow");
    assertThat(narrowing.slow())
        .containsExactly(
            new LeftOutTest("p.Long", Optional.of(Duration.ofMillis(900))),
            new LeftOutTest("p.Middle", Optional.of(Duration.ofMillis(500))));
  }

  @Test
  void whereAllClassesAreSlowNothingRuns() throws Exception {
    Narrowing narrowing = selection(Optional.of(new Shard(2, 2)), true).narrow(TESTS, PLAIN);
    assertThat(narrowing.all()).isFalse();

    Narrowing first = selection(Optional.of(new Shard(1, 3)), true).narrow(TESTS, PLAIN);
    assertThat(first.all()).isTrue();
    assertThat(first.slow()).extracting(LeftOutTest::name).containsExactly("p.Long");
  }

  @Test
  void testsThatSomebodyNamedRunHoweverSlow() throws Exception {
    Narrowing narrowing =
        selection(Optional.empty(), true)
            .narrow(TESTS, candidates("test names its tests", true, false));

    assertThat(narrowing.leavesOut()).isFalse();
  }

  @Test
  void aRunWithoutShardsLooksIntoNoClassFile() throws Exception {
    TestSelection quick = selection(Optional.empty(), true);
    quick.narrow(TESTS, PLAIN);

    assertThat(quick.executions().get(0).withTests()).isEmpty();
  }

  @Test
  void whoeverDecidesByIntegrationTestsHearsThatSomeWereLeftOut() throws Exception {
    TaskId tests = new TaskId("g:a", "failsafe:integration-test (default)");
    TaskId verify = new TaskId("g:a", "failsafe:verify (default)");
    TestSelection all = shard(1, 1);
    all.narrow(tests, PLAIN);
    assertThat(all.verifies(verify)).isFalse();

    TestSelection unit = shard(4, 4);
    unit.narrow(TESTS, PLAIN);
    assertThat(unit.verifies(verify)).isFalse();

    TestSelection part = shard(4, 4);
    part.narrow(tests, PLAIN);
    assertThat(part.verifies(verify)).isTrue();
    assertThat(part.verifies(new TaskId("g:b", "failsafe:verify (default)"))).isFalse();
  }

  @Test
  void whatRanForWhoeverDecidesByIntegrationTestsIsWhatRanInItsModule() throws Exception {
    TaskId tests = new TaskId("g:a", "failsafe:integration-test (default)");
    TaskId verify = new TaskId("g:a", "failsafe:verify (default)");
    TestSelection selection = shard(1, 1);
    selection.narrow(TESTS, PLAIN);
    selection.narrow(tests, PLAIN);
    selection.verifies(verify);
    selection.ran(TESTS, Map.of("p.Long", 1));
    selection.ran(tests, Map.of("p.Short", 2));

    ShardExecution verified =
        selection.executions().stream()
            .filter(one -> one.task().equals(verify))
            .findFirst()
            .orElseThrow();
    assertThat(verified.needsTests()).isTrue();
    assertThat(verified.candidates()).isEmpty();
    assertThat(verified.ran()).isEqualTo(Map.of("p.Short", 2));
  }

  @Test
  void whoeverDecidesByNoIntegrationTestIsNoExecution() throws Exception {
    TestSelection selection = shard(1, 1);
    selection.narrow(TESTS, PLAIN);
    selection.verifies(new TaskId("g:a", "failsafe:verify (default)"));
    assertThat(selection.executions()).extracting(ShardExecution::task).containsExactly(TESTS);
  }
}
