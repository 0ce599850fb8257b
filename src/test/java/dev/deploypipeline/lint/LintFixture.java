package dev.deploypipeline.lint;

import dev.deploypipeline.model.LintFinding;
import dev.deploypipeline.model.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A module with one class, and what its tasks find. */
abstract class LintFixture {

  static final TaskId TASK = new TaskId("org.acme:core", "lint:check (default)");

  @TempDir Path basedir;
  Path source;
  Path pom;

  @BeforeEach
  void makeModule() throws IOException {
    source = write("src/main/java/org/acme/My Core.java", "class Core {}");
    pom = write("pom.xml", "<project/>");
  }

  Path write(String file, String content) throws IOException {
    Path path = basedir.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }

  LintedTask task(ResultFile... results) {
    return new LintedTask(
        TASK, basedir, pom, List.of(basedir.resolve("src/main/java")), List.of(results));
  }

  /** What is found in a task's output. */
  List<String> found(String... lines) {
    LintReader reader = new LintReader(task());
    List.of(lines).forEach(reader::line);
    return shown(reader.findings(Optional.empty()));
  }

  /** {@code severity file:line:column rule: message}. */
  List<String> shown(List<LintFinding> findings) {
    return findings.stream()
        .map(
            finding ->
                "%s %s:%d:%d %s: %s"
                    .formatted(
                        finding.severity(),
                        basedir.relativize(finding.file()),
                        finding.line(),
                        finding.column(),
                        finding.rule(),
                        finding.message()))
        .toList();
  }
}
