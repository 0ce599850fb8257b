package dev.deploypipeline.mojo;

import dev.deploypipeline.config.SelectionSettings;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.pipeline.RunPipeline;
import dev.deploypipeline.pipeline.RunResult;
import dev.deploypipeline.reactor.MavenReactor;
import dev.deploypipeline.reactor.SelectedTests;
import dev.deploypipeline.report.Reports;
import dev.deploypipeline.selection.ShardRecorder;
import dev.deploypipeline.selection.Sources;
import dev.deploypipeline.selection.TestSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of a run that leaves tests out; a run that leaves none out has no such part. */
final class RunSelection {

  private static final Logger LOG = LoggerFactory.getLogger(RunSelection.class);

  private final TestSelection selection;
  private final Optional<ShardRecorder> recorder;

  private RunSelection(TestSelection selection, Optional<ShardRecorder> recorder) {
    this.selection = selection;
    this.recorder = recorder;
  }

  /**
   * Prepares it.
   *
   * @param root the directory that has {@code .mvn}
   * @param sources what the run builds
   * @param reports the directory for the shard's report
   */
  static Optional<RunSelection> of(
      SelectionSettings settings, String until, Path root, Sources sources, Path reports)
      throws MojoExecutionException {
    if (settings.isEverything()) {
      return Optional.empty();
    }
    settings.checkPhase(until);
    if (settings.deploysUntested(until)) {
      LOG.warn(
          "deploy-pipeline: what is deployed has not passed its slow tests, since"
              + " deploy-pipeline.skipSlow is set. Perhaps you should deploy without it.");
    }
    TestSelection selection = TestSelection.open(settings, root);
    try {
      return Optional.of(
          new RunSelection(
              selection,
              settings.shard().isPresent()
                  ? Optional.of(new ShardRecorder(selection, root, sources, reports, LOG::warn))
                  : Optional.empty()));
    } catch (IOException e) {
      throw new MojoExecutionException(
          "The report of shard "
              + settings.shard().orElseThrow()
              + " cannot be prepared: "
              + e
              + ". Perhaps you should make "
              + reports
              + " writable.",
          e);
    }
  }

  /** All who hear the events of the run. */
  static List<RunListener> listeners(Reports reports, Optional<RunSelection> selected) {
    List<RunListener> listeners = new ArrayList<>(reports.listeners());
    selected.flatMap(one -> one.recorder).ifPresent(listeners::add);
    return listeners;
  }

  /** From now on tests are left out. */
  void begin(MavenSession session, MavenReactor reactor, RunPipeline pipeline) {
    SelectedTests.begin(session, reactor, selection, pipeline::tell);
  }

  /**
   * Tells what the shard was.
   *
   * @throws IllegalArgumentException where a run that succeeded has tested nothing
   */
  static void end(Optional<RunSelection> selected, RunResult result) {
    Optional<ShardRecorder> shard = selected.flatMap(one -> one.recorder);
    if (shard.isPresent() && result.outcome() == Outcome.SUCCEEDED) {
      LOG.info(shard.get().summary());
    }
  }
}
