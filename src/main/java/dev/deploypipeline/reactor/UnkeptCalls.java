package dev.deploypipeline.reactor;

import dev.deploypipeline.config.MojoModel.Kind;
import dev.deploypipeline.reuse.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginManagerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls mojos whose results are not kept, and notes what they write, which later tasks may read.
 *
 * @param calls what calls them
 */
record UnkeptCalls(MojoCalls calls) {

  private static final Logger LOG = LoggerFactory.getLogger(UnkeptCalls.class);

  /** Runs a task whose goal is known, and keeps nothing of it. */
  void known(ReusableTask task, ModuleFiles module)
      throws MojoFailureException,
          MojoExecutionException,
          PluginConfigurationException,
          PluginManagerException {
    if (task.model().kind() != Kind.KNOWN) {
      unknown(task.session(), task.execution(), module);
      return;
    }
    ModuleFiles.Turn turn = module.begin(Optional.of(task.areas()), false);
    try {
      calls.call(task.session(), task.execution());
    } finally {
      turn.end();
    }
  }

  /** Runs a task of which nothing is known. */
  void unknown(MavenSession session, MojoExecution execution, ModuleFiles module)
      throws MojoFailureException,
          MojoExecutionException,
          PluginConfigurationException,
          PluginManagerException {
    Path base = session.getCurrentProject().getBasedir().toPath().toAbsolutePath().normalize();
    Path build = base.resolve(session.getCurrentProject().getBuild().getDirectory()).normalize();
    ModuleFiles.Turn turn = module.begin(Optional.empty(), true);
    Optional<Snapshot> before = snapshot(base, build);
    try {
      calls.call(session, execution);
    } finally {
      Optional<Set<String>> written =
          before.flatMap(known -> snapshot(base, build).flatMap(now -> written(known, now)));
      written.ifPresentOrElse(turn::end, turn::lose);
    }
  }

  /** Of the build directory; empty where nobody can say what is in it. */
  private static Optional<Snapshot> snapshot(Path base, Path build) {
    try {
      return build.startsWith(base)
          ? Optional.of(Snapshot.of(base, List.of(build)))
          : Optional.empty();
    } catch (IOException e) {
      LOG.debug("What is in {} is not known", build, e);
      return Optional.empty();
    }
  }

  private static Optional<Set<String>> written(Snapshot before, Snapshot now) {
    try {
      return Optional.of(now.writtenSince(before));
    } catch (IOException e) {
      LOG.debug("What was written is not known", e);
      return Optional.empty();
    }
  }
}
