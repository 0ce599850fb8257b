package dev.deploypipeline.reactor;

import dev.deploypipeline.config.MojoModel.Kind;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.reuse.FileDigests;
import dev.deploypipeline.reuse.Fingerprint;
import dev.deploypipeline.reuse.OutputFile;
import dev.deploypipeline.reuse.Snapshot;
import dev.deploypipeline.reuse.TaskState;
import dev.deploypipeline.reuse.TaskStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
 * @param digests of what they write
 * @param states where it is remembered
 */
record UnkeptCalls(MojoCalls calls, FileDigests digests, TaskStates states) {

  private static final Logger LOG = LoggerFactory.getLogger(UnkeptCalls.class);

  /**
   * A call.
   *
   * @param session its session
   * @param execution its execution
   * @param id its task; empty for what another goal forks
   * @param task what is known of it; empty for nothing
   * @param place of its task in Maven's order; -1 for what another goal forks
   */
  record Call(
      MavenSession session,
      MojoExecution execution,
      Optional<TaskId> id,
      Optional<ReusableTask> task,
      int place) {

    static Call of(ReusableTask task) {
      return new Call(
          task.session(),
          task.execution(),
          Optional.of(task.id()),
          Optional.of(task),
          task.place());
    }

    ModulePaths paths() {
      return ModulePaths.of(session.getCurrentProject());
    }

    OutputAreas areas() {
      return task.map(ReusableTask::areas).orElseGet(() -> OutputAreas.unknown(paths().build()));
    }

    /** Whether it may write outside of its areas. */
    boolean writesAnywhere() {
      return task.filter(one -> one.model().kind() == Kind.KNOWN).isEmpty();
    }
  }

  /** Runs it. */
  void run(Call call, ModuleFiles module)
      throws MojoFailureException,
          MojoExecutionException,
          PluginConfigurationException,
          PluginManagerException {
    Optional<TaskState> last = call.id().flatMap(states::of);
    call.id().ifPresent(states::forget);
    OutputAreas areas = call.areas();
    ModuleFiles.Turn turn = module.begin(areas, call.writesAnywhere());
    // Where it writes nothing, all that changes meanwhile is somebody else's.
    boolean writes = call.writesAnywhere() || !areas.areNone();
    Optional<Snapshot> before = writes ? snapshot(call) : Optional.empty();
    boolean known = !writes;
    try {
      calls.call(call.session(), call.execution());
    } finally {
      try {
        if (before.isPresent()) {
          note(call, last, turn, before.get(), module);
          known = true;
        }
      } catch (IOException e) {
        LOG.debug("What {} wrote is not known", call.execution(), e);
      }
      if (known) {
        turn.end();
      } else {
        turn.lose();
      }
    }
  }

  private void note(
      Call call,
      Optional<TaskState> last,
      ModuleFiles.Turn turn,
      Snapshot before,
      ModuleFiles module)
      throws IOException {
    Path base = call.paths().base();
    OutputAreas areas = call.areas();
    Snapshot now = Snapshot.of(base, List.of(areas.buildDirectory()));
    Set<String> files = new TreeSet<>();
    for (String path : now.writtenSince(before)) {
      Path file = base.resolve(path);
      if (!areas.passOver(file) && turn.owner(file) != ModuleFiles.Owner.OTHER) {
        files.add(path);
      }
    }
    if (last.isPresent()) {
      // What a goal finds up to date it does not write again, and it is its own all the same.
      files.addAll(states.untouched(base, last.get()));
    }
    files.removeAll(now.links());
    module.left(call.task().map(ReusableTask::placeOfFiles).orElse(call.place()), files);
    if (call.id().isPresent()) {
      states.put(
          call.id().get(),
          new TaskState(Fingerprint.builder().build(), outputs(base, files), false));
    }
  }

  private List<OutputFile> outputs(Path base, Set<String> paths) throws IOException {
    List<OutputFile> files = new ArrayList<>();
    for (String path : paths) {
      if (Files.isRegularFile(base.resolve(path))) {
        files.add(digests.output(base, path));
      }
    }
    return files;
  }

  /** Of the build directory; empty where nobody can say what is in it. */
  private static Optional<Snapshot> snapshot(Call call) {
    ModulePaths paths = call.paths();
    try {
      return paths.build().startsWith(paths.base())
          ? Optional.of(Snapshot.of(paths.base(), List.of(paths.build())))
          : Optional.empty();
    } catch (IOException e) {
      LOG.debug("What is in {} is not known", paths.build(), e);
      return Optional.empty();
    }
  }
}
