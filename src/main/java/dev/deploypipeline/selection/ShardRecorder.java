package dev.deploypipeline.selection;

import dev.deploypipeline.config.Shard;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.model.TestClassResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes the report of a shard when its run is over. */
public final class ShardRecorder implements RunListener {

  private final TestSelection selection;
  private final Shard shard;
  private final String commit;
  private final Path file;
  private final Consumer<String> warnings;
  private Optional<ShardReport> report = Optional.empty();

  /**
   * Removes the report of an earlier run, so that nobody takes it for this one's.
   *
   * @param selection of a run that is a shard
   * @param root the directory that is built, in a clone or in none
   * @param sources tell the build apart from others where there is no commit
   * @param reports the directory of the report
   * @param warnings gets one sentence where the report could not be written
   * @throws IOException where the old one cannot be removed, or the clone or the sources not be
   *     read
   */
  public ShardRecorder(
      TestSelection selection, Path root, Sources sources, Path reports, Consumer<String> warnings)
      throws IOException {
    this.selection = selection;
    this.shard = selection.settings().shard().orElseThrow();
    Optional<String> known = GitCommit.of(root);
    this.commit = known.isPresent() ? known.get() : sources.digest(root);
    this.file =
        reports.toAbsolutePath().resolve("shard-" + shard.number() + "-of-" + shard.of() + ".json");
    this.warnings = warnings;
    Files.deleteIfExists(file);
  }

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.TestsFinished tests) {
      Map<String, Integer> counts =
          tests.classes().stream()
              .collect(
                  Collectors.toMap(TestClassResult::name, TestClassResult::tests, Integer::sum));
      selection.ran(tests.id(), counts);
    } else if (event instanceof RunEvent.RunFinished end) {
      write(end.outcome());
    }
  }

  private void write(Outcome verdict) {
    ShardReport written =
        new ShardReport(
            shard,
            verdict,
            selection.times().hash(),
            commit,
            selection.settings().skipSlow(),
            selection.executions(),
            selection.forked());
    report = Optional.of(written);
    try {
      ShardReportJson.write(written, file);
    } catch (IOException e) {
      warnings.accept(
          "The report of shard "
              + shard
              + ", "
              + file
              + ", was not written ("
              + e
              + "), so nobody can show that all tests ran. Perhaps you should make its directory"
              + " writable.");
    }
  }

  /**
   * What the shard was, in words for a person.
   *
   * @throws IllegalArgumentException where no test class was its own
   */
  public synchronized String summary() {
    ShardReport written = report.orElseThrow();
    long all =
        written.executions().stream()
            .filter(one -> !one.equal())
            .mapToLong(one -> one.candidates().size())
            .sum();
    if (written.assigned() == 0) {
      throw new IllegalArgumentException(
          "Shard "
              + shard
              + " has none of the "
              + all
              + " test classes, so it has tested nothing. Perhaps you should use fewer shards"
              + (all == 0 ? ", or let the run come to the tests." : "."));
    }
    return "Shard "
        + shard
        + ": "
        + written.assigned()
        + " of "
        + all
        + " test classes. Report: "
        + file;
  }
}
