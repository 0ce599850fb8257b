package dev.deploypipeline.report;

import static dev.deploypipeline.report.RunScript.CORE_COMPILE;
import static dev.deploypipeline.report.RunScript.WEB_LINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.LintFinding.Severity;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LintReportTest {

  private static final Path DIRECTORY = Path.of("/projects/shop");

  private static LintFinding finding(
      TaskId task, Severity severity, String file, int line, int column, String rule) {
    return new LintFinding(task, severity, Path.of(file), line, column, rule, "wrong");
  }

  private static List<String> lines(LintFinding... findings) {
    return new LintTable(List.of(findings), DIRECTORY).lines();
  }

  @Test
  void whereNothingWasFoundNothingIsSaid() {
    assertThat(lines()).isEmpty();
  }

  @Test
  void eachFindingHasALineWithItsPlaceAsFarAsItIsKnown() {
    assertThat(
            lines(
                finding(WEB_LINT, Severity.ERROR, "/projects/shop/web/A.java", 3, 5, "Rule"),
                finding(WEB_LINT, Severity.WARNING, "/projects/shop/web/A.java", 4, 0, ""),
                finding(WEB_LINT, Severity.INFO, "/elsewhere/pom.xml", 0, 0, "")))
        .containsExactly(
            "Findings: 1 error, 1 warning, 1 for information",
            "error    web/A.java:3:5  Rule: wrong (checkstyle:check (lint) @ web)",
            "warning  web/A.java:4  wrong (checkstyle:check (lint) @ web)",
            "info     /elsewhere/pom.xml  wrong (checkstyle:check (lint) @ web)",
            "");
  }

  @Test
  void aLongListEndsWithHowManyItLeavesOut() {
    LintFinding[] many =
        IntStream.rangeClosed(1, 103)
            .mapToObj(
                line -> finding(WEB_LINT, Severity.ERROR, "/projects/shop/A.java", line, 0, ""))
            .toArray(LintFinding[]::new);

    assertThat(lines(many)).hasSize(103).contains("and 3 more; run.json has all of them.");
  }

  @Test
  void findingsAreSortedByFileAndLineAndShownAtTheEndAndInTheRunReport() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ConsoleReport console =
        new ConsoleReport(new ConsoleSettings(out, false, false, false, DIRECTORY, 80));
    RunState state = new RunState();
    RunScript script =
        new RunScript(
            event -> {
              console.on(event);
              state.on(event);
            });
    script.at(0).started(2).plannedShop().start(CORE_COMPILE, 0);
    script.found(
        CORE_COMPILE,
        finding(CORE_COMPILE, Severity.WARNING, "/projects/shop/B.java", 1, 0, ""),
        finding(CORE_COMPILE, Severity.ERROR, "/projects/shop/A.java", 10, 0, ""),
        finding(CORE_COMPILE, Severity.ERROR, "/projects/shop/A.java", 9, 2, "Rule"));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("wrong");

    script.at(1).finish(CORE_COMPILE).end(Outcome.FAILED, 1, 1, 0, 1, CORE_COMPILE);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsSubsequence(
            "[INFO] error    A.java:9:2  Rule", "[INFO] error    A.java:10", "warning  B.java:1");
    assertThat(RunJson.write(state))
        .contains(
            """
              "lintFindings" : [
                {
                  "module" : "org.acme:core",
                  "name" : "compiler:compile (default-compile)",
                  "severity" : "ERROR",
                  "file" : "/projects/shop/A.java",
                  "line" : 9,
                  "column" : 2,
                  "rule" : "Rule",
                  "message" : "wrong"
                },
            """);
  }

  @Test
  void aFindingNeedsAnAbsoluteFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finding(WEB_LINT, Severity.ERROR, "A.java", 1, 1, ""))
        .withMessageContaining("'A.java'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finding(WEB_LINT, Severity.ERROR, "/A.java", -1, 1, ""))
        .withMessageContaining("-1:1");
  }
}
