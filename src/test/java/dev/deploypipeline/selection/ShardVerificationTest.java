package dev.deploypipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.Shard;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ShardVerificationTest {

  private static final TaskId TESTS = new TaskId("g:a", "surefire:test (default-test)");
  private static final Set<String> ALL = Set.of("p.A", "p.B", "p.C");

  private static ShardExecution execution(String... assigned) {
    return new ShardExecution(
        TESTS,
        false,
        false,
        new TreeSet<>(ALL),
        new TreeSet<>(List.of(assigned)),
        new TreeSet<>(List.of(assigned)),
        ran(assigned));
  }

  private static SortedMap<String, Integer> ran(String... classes) {
    SortedMap<String, Integer> ran = new TreeMap<>();
    List.of(classes).forEach(one -> ran.put(one, 2));
    return ran;
  }

  private static ShardReport report(int number, ShardExecution... executions) {
    return new ShardReport(
        new Shard(number, 2), Outcome.SUCCEEDED, "t", "c", false, List.of(executions), List.of());
  }

  private static List<String> problems(ShardReport... reports) {
    return ShardVerification.check(List.of(reports)).problems();
  }

  private static final ShardReport FIRST = report(1, execution("p.A", "p.B"));
  private static final ShardReport SECOND = report(2, execution("p.C"));

  private static ShardReport with(UnaryOperator<ShardExecution> change) {
    return report(2, change.apply(execution("p.C")));
  }

  @Test
  void shardsThatTogetherRanEachClassOnceAreProved() {
    ShardVerification.Result result = ShardVerification.check(List.of(FIRST, SECOND));

    assertThat(result.problems()).isEmpty();
    assertThat(result.summary()).isEqualTo("2 shards ran each of 3 test classes once.");
  }

  @Test
  void aMissingShardIsNamed() {
    assertThat(problems(FIRST)).containsExactly("the report of shard 2/2 is missing");
  }

  @Test
  void aShardThatIsThereTwiceIsNamed() {
    assertThat(problems(FIRST, SECOND, SECOND)).contains("there are 2 reports of shard 2/2");
  }

  @Test
  void shardsOfDifferentCountsDoNotMatch() {
    ShardReport third =
        new ShardReport(new Shard(3, 3), Outcome.SUCCEEDED, "t", "c", false, List.of(), List.of());

    assertThat(problems(FIRST, SECOND, third))
        .contains("the reports are of different numbers of shards: [2, 3]");
  }

  @Test
  void aClassOfNoShardIsNamed() {
    assertThat(problems(report(1, execution("p.A")), SECOND))
        .containsExactly("no shard ran p.B in surefire:test (default-test) @ a");
  }

  @Test
  void aClassOfTwoShardsIsNamedWithBoth() {
    assertThat(problems(FIRST, report(2, execution("p.B", "p.C"))))
        .containsExactly("the shards 1/2 and 2/2 all ran p.B in surefire:test (default-test) @ a");
  }

  @Test
  void aClassThatOneShardDidNotFindIsNamed() {
    ShardReport blind =
        with(
            one ->
                new ShardExecution(
                    TESTS,
                    false,
                    false,
                    new TreeSet<>(Set.of("p.B", "p.C")),
                    one.assigned(),
                    one.withTests(),
                    one.ran()));

    assertThat(problems(FIRST, blind))
        .containsExactly("shard 2/2 did not find p.A in surefire:test (default-test) @ a");
  }

  @Test
  void aModuleThatOneShardDidNotBuildIsNamed() {
    ShardExecution other =
        new ShardExecution(
            new TaskId("g:b", "surefire:test (default-test)"),
            false,
            false,
            new TreeSet<>(Set.of("q.A")),
            new TreeSet<>(Set.of("q.A")),
            new TreeSet<>(),
            ran("q.A"));

    assertThat(problems(report(1, execution("p.A", "p.B"), other), SECOND))
        .containsExactly("shard 2/2 did not find q.A in surefire:test (default-test) @ b");
  }

  @Test
  void aClassWithTestsOfWhichNoneIsReportedIsNamed() {
    assertThat(problems(FIRST, with(one -> one.ran(Map.of()))))
        .containsExactly("shard 2/2 reported no test of p.C in surefire:test (default-test) @ a");
  }

  @Test
  void aClassThatMayHaveNoTestsNeedsNoReport() {
    ShardReport silent =
        with(
            one ->
                new ShardExecution(
                    TESTS,
                    false,
                    false,
                    one.candidates(),
                    one.assigned(),
                    new TreeSet<>(),
                    new TreeMap<>()));

    assertThat(problems(FIRST, silent)).isEmpty();
  }

  @Test
  void anExecutionThatNeedsTestsNeedsOneInSomeShard() {
    List<ShardReport> empty = new ArrayList<>();
    for (ShardReport report : List.of(FIRST, SECOND)) {
      ShardExecution one = report.executions().get(0);
      empty.add(
          report(
              report.shard().number(),
              new ShardExecution(
                  TESTS,
                  false,
                  true,
                  one.candidates(),
                  one.assigned(),
                  new TreeSet<>(),
                  new TreeMap<>())));
    }

    assertThat(ShardVerification.check(empty).problems())
        .containsExactly(
            "no shard ran any test of surefire:test (default-test) @ a, which wants some"
                + " (failIfNoTests)");
  }

  @Test
  void aGoalThatNeedsTestsOfItsModuleNeedsOneInSomeShard() {
    TaskId verify = new TaskId("g:a", "failsafe:verify (default)");
    ShardExecution nothing =
        new ShardExecution(
            verify,
            false,
            true,
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeMap<>());
    ShardReport first = report(1, execution("p.A", "p.B"), nothing);

    assertThat(problems(first, report(2, execution("p.C"), nothing)))
        .containsExactly(
            "no shard ran any test of failsafe:verify (default) @ a, which wants some (failIfNoTests)");
    assertThat(problems(first, report(2, execution("p.C"), nothing.ran(Map.of("p.AIT", 1)))))
        .isEmpty();
  }

  @Test
  void testsThatAnotherGoalForksAreTold() {
    List<ForkedTests> forked =
        List.of(
            new ForkedTests(
                new TaskId("g:a", "surefire-report:report (x)"), "surefire:test (default-test)"));
    ShardReport first =
        new ShardReport(
            FIRST.shard(), Outcome.SUCCEEDED, "t", "c", false, FIRST.executions(), forked);
    ShardReport second =
        new ShardReport(
            SECOND.shard(), Outcome.SUCCEEDED, "t", "c", false, SECOND.executions(), forked);

    ShardVerification.Result result = ShardVerification.check(List.of(first, second));

    assertThat(result.problems()).isEmpty();
    assertThat(result.warnings())
        .containsExactly(
            "The tests of surefire:test (default-test) that surefire-report:report (x) @ a forks ran"
                + " as a whole in each of the shards 1/2 and 2/2: they are not split.");
    assertThat(ShardVerification.check(List.of(FIRST, SECOND)).warnings()).isEmpty();
  }

  @Test
  void aShardThatFailedIsNamed() {
    ShardReport failed =
        new ShardReport(
            new Shard(2, 2), Outcome.FAILED, "t", "c", false, SECOND.executions(), List.of());

    assertThat(problems(FIRST, failed)).containsExactly("shard 2/2 did not succeed: FAILED");
  }

  @Test
  void aShardWithoutAClassIsNamed() {
    ShardReport all = report(1, execution("p.A", "p.B", "p.C"));

    assertThat(problems(all, report(2, execution())))
        .containsExactly("shard 2/2 had no test class");
  }

  @Test
  void aShardThatLeftSlowTestsOutIsNamed() {
    ShardReport quick =
        new ShardReport(
            new Shard(2, 2), Outcome.SUCCEEDED, "t", "c", true, SECOND.executions(), List.of());

    assertThat(problems(FIRST, quick))
        .containsExactly("shard 2/2 left out slow tests (deploy-pipeline.skipSlow)");
  }

  @Test
  void shardsOfDifferentCommitsOrTimesDoNotMatch() {
    ShardReport other =
        new ShardReport(
            new Shard(2, 2), Outcome.SUCCEEDED, "u", "", false, SECOND.executions(), List.of());

    assertThat(problems(FIRST, other))
        .containsExactly(
            "the shards used different commits: 2/2 none; 1/2 c",
            "the shards used different recorded times of test classes: 1/2 t; 2/2 u");
  }
}
