package dev.deploypipeline.report;

import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.LeftOutTest;
import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.ReuseDecision;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.model.RunSummary;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestClassResult;
import dev.deploypipeline.model.TestJvm;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The format of {@code run.json}. Times are whole milliseconds; what is not known is left out. */
final class RunJson {

  private static final int SCHEMA = 1;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final RunState run;
  private final ObjectNode root = MAPPER.createObjectNode();

  private RunJson(RunState run) {
    this.run = run;
  }

  /**
   * The whole file. A run that is not over yet says {@code "finished": false} and has neither
   * outcome nor totals.
   */
  static String write(RunState run) {
    RunJson json = new RunJson(run);
    json.fill();
    // The same bytes on every system, whatever its line end.
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter pretty =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    return MAPPER.writer().with(pretty).writeValueAsString(json.root) + "\n";
  }

  private void fill() {
    root.put("schema", SCHEMA);
    root.put("finished", run.end().isPresent());
    run.end().ifPresent(end -> root.put("outcome", end.outcome().name()));
    run.info().ifPresent(this::info);
    run.end().map(RunEvent.RunFinished::summary).ifPresent(this::totals);
    stages();
    tasks();
    findings();
    lintFindings();
    failedTests();
    finishedTests();
  }

  private void info(RunInfo info) {
    ObjectNode node = root.putObject("info");
    node.put("goal", info.goal());
    node.put("project", info.project());
    node.put("version", info.version());
    ArrayNode modules = node.putArray("modules");
    info.modules().forEach(modules::add);
    node.put("until", info.until());
    node.put("profile", info.profile());
    node.put("threads", info.threads());
    node.put("maven", info.mavenVersion());
    node.put("java", info.javaVersion());
    node.put("started", run.started().toString());
  }

  private void totals(RunSummary summary) {
    root.putObject("totals")
        .put("elapsedMs", run.elapsed().toMillis())
        .put("wallMs", summary.wall().toMillis())
        .put("busyMs", summary.busy().toMillis())
        .put("parallelism", Math.round(summary.parallelism() * 1_000) / 1e3)
        .put("idleMs", summary.idle().toMillis())
        .put("criticalPathMs", summary.criticalPathDuration().toMillis());
    ArrayNode path = root.putArray("criticalPath");
    for (TaskId id : summary.criticalPath()) {
      Duration duration =
          run.find(id).map(task -> task.runningFor(run.now())).orElse(Duration.ZERO);
      id(path.addObject(), id).put("durationMs", duration.toMillis());
    }
  }

  private void stages() {
    ArrayNode stages = root.putArray("stages");
    for (StageTimes times : StageTimes.of(run)) {
      stages
          .addObject()
          .put("stage", times.stage().id())
          .put("wallMs", times.wall().toMillis())
          .put("busyMs", times.busy().toMillis())
          .put("ran", times.ran())
          .put("tasks", times.tasks());
    }
  }

  private void tasks() {
    ArrayNode tasks = root.putArray("tasks");
    for (TaskRun task : run.tasks()) {
      ObjectNode node = id(tasks.addObject(), task.id());
      task.stage().ifPresent(stage -> node.put("stage", stage.id()));
      task.outcome().ifPresent(outcome -> node.put("outcome", outcome.name()));
      task.startedAt()
          .ifPresent(start -> node.put("worker", task.worker()).put("startMs", sinceStart(start)));
      if (task.startedAt().isPresent()) {
        task.endedAt().ifPresent(end -> node.put("endMs", sinceStart(end)));
      }
      task.expected().ifPresent(expected -> node.put("expectedMs", expected.toMillis()));
      task.failure().ifPresent(failure -> node.put("failure", failure));
      task.testJvm().ifPresent(jvm -> testJvm(node.putObject("testJvm"), jvm));
      task.narrowing().ifPresent(narrowing -> narrowing(node, narrowing));
      task.reuse().ifPresent(reuse -> reuse(node.putObject("reuse"), reuse));
    }
  }

  private static void narrowing(ObjectNode node, RunEvent.TestsNarrowed narrowing) {
    node.put("partial", true);
    ArrayNode slow = node.putArray("leftOutSlow");
    for (LeftOutTest test : narrowing.slow()) {
      ObjectNode one = slow.addObject().put("test", test.name());
      test.recorded().ifPresent(time -> one.put("recordedMs", time.toMillis()));
    }
  }

  private static void reuse(ObjectNode node, ReuseDecision reuse) {
    node.put("reused", reuse.reused());
    ArrayNode why = node.putArray("why");
    reuse.reasons().forEach(why::add);
    reuse.notKept().ifPresent(reason -> node.put("notKept", reason));
    reuse.saved().ifPresent(time -> node.put("savedMs", time.toMillis()));
  }

  private static void testJvm(ObjectNode node, TestJvm jvm) {
    node.put("engine", jvm.engine()).put("start", jvm.start()).put("reason", jvm.reason());
    jvm.wall().ifPresent(wall -> node.put("wallMs", wall.toMillis()));
    jvm.cpu().ifPresent(cpu -> node.put("cpuMs", cpu.toMillis()));
  }

  private void findings() {
    ArrayNode findings = root.putArray("findings");
    run.findings()
        .forEach(
            finding ->
                findings
                    .addObject()
                    .put("severity", finding.severity().name())
                    .put("message", finding.message()));
  }

  private void lintFindings() {
    ArrayNode findings = root.putArray("lintFindings");
    for (LintFinding finding : run.lintFindings()) {
      ObjectNode node =
          id(findings.addObject(), finding.task())
              .put("severity", finding.severity().name())
              .put("file", finding.file().toString());
      if (finding.line() > 0) {
        node.put("line", finding.line());
      }
      if (finding.column() > 0) {
        node.put("column", finding.column());
      }
      if (!finding.rule().isEmpty()) {
        node.put("rule", finding.rule());
      }
      node.put("message", finding.message());
    }
  }

  private void failedTests() {
    ArrayNode tests = root.putArray("failingTests");
    for (RunEvent.TestFailed test : run.failedTests()) {
      ObjectNode node =
          id(tests.addObject(), test.id())
              .put("test", test.test())
              .put("message", test.message())
              .put("atMs", sinceStart(test.at()));
      test.frame().ifPresent(frame -> node.put("frame", frame));
      test.rerun().ifPresent(command -> node.put("rerun", command));
    }
  }

  private void finishedTests() {
    if (run.finishedTests().isEmpty()) {
      return;
    }
    ArrayNode tasks = root.putArray("tests");
    for (RunEvent.TestsFinished tests : run.finishedTests()) {
      ArrayNode classes = id(tasks.addObject(), tests.id()).putArray("classes");
      for (TestClassResult one : tests.classes()) {
        ObjectNode node =
            classes
                .addObject()
                .put("class", one.name())
                .put("tests", one.tests())
                .put("failed", one.failed())
                .put("skipped", one.skipped())
                .put("occupancyMs", one.occupancy().toMillis())
                .put("slow", one.slow());
        ArrayNode flaky = node.putArray("flaky");
        one.flaky().forEach(test -> flaky(flaky.addObject(), test));
      }
    }
  }

  private static void flaky(ObjectNode node, FlakyTest test) {
    node.put("test", test.test()).put("message", test.message());
    if (!test.passed().isEmpty()) {
      node.put("passed", test.passed());
    }
  }

  private static ObjectNode id(ObjectNode node, TaskId id) {
    return node.put("module", id.module()).put("name", id.name());
  }

  private long sinceStart(Instant at) {
    return Duration.between(run.started(), at).toMillis();
  }
}
