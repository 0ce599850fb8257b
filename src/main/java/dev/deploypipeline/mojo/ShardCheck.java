package dev.deploypipeline.mojo;

import dev.deploypipeline.selection.ShardVerification;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the reports of shards; runs nothing else. */
final class ShardCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ShardCheck.class);

  private ShardCheck() {}

  /**
   * Checks them.
   *
   * @param places files or directories; null or empty for where a run writes them
   * @throws MojoFailureException naming all that is missing or twice
   */
  static void of(MavenSession session, List<String> places, boolean skipSlow)
      throws MojoFailureException {
    if (skipSlow) {
      throw new IllegalArgumentException(
          "deploy-pipeline.skipSlow leaves tests out, and deploy-pipeline.shard=verify proves that"
              + " none was. Perhaps you should leave -Ddeploy-pipeline.skipSlow away.");
    }
    Path start = Path.of(session.getExecutionRootDirectory());
    List<Path> found =
        places == null || places.isEmpty()
            ? List.of(
                Path.of(session.getTopLevelProject().getBuild().getDirectory(), "deploy-pipeline"))
            : places.stream().map(String::strip).map(start::resolve).toList();
    ShardVerification.Result result = ShardVerification.of(found);
    result.warnings().forEach(warning -> LOG.warn("deploy-pipeline: {}", warning));
    if (!result.problems().isEmpty()) {
      throw new MojoFailureException(
          "The shards did not run every test once: "
              + String.join("; ", result.problems())
              + ". Perhaps you should run all shards again, on the same commit.");
    }
    LOG.info(result.summary());
  }
}
