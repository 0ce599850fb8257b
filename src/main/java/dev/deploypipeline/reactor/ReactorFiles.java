package dev.deploypipeline.reactor;

import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.reuse.TaskState;
import dev.deploypipeline.reuse.TaskStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of all modules of a run. Safe for use by many threads. */
final class ReactorFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ReactorFiles.class);

  private final MavenReactor reactor;
  private final TaskStates states;
  private final Map<String, ModuleFiles> files = new ConcurrentHashMap<>();

  ReactorFiles(MavenReactor reactor, TaskStates states) {
    this.reactor = reactor;
    this.states = states;
  }

  /** Those of a module; at first, they are what the last run left. */
  ModuleFiles of(String module) {
    return files.computeIfAbsent(module, this::begin);
  }

  /** The place of a task in Maven's order in its module. */
  int place(TaskId task) {
    return reactor.tasks(task.module()).indexOf(task);
  }

  private ModuleFiles begin(String module) {
    ModuleFiles itsFiles = new ModuleFiles();
    Path base = ModulePaths.of(reactor.project(module)).base();
    List<TaskId> tasks = reactor.tasks(module);
    for (TaskId task : tasks) {
      states
          .of(task)
          .ifPresent(
              last ->
                  itsFiles.leftLast(
                      tasks.indexOf(task),
                      !last.fingerprint().inputs().isEmpty(),
                      asLeft(base, last)));
    }
    return itsFiles;
  }

  /** The files that are as the last run left them. */
  private List<String> asLeft(Path base, TaskState last) {
    try {
      return states.untouched(base, last);
    } catch (IOException e) {
      LOG.debug("What is left in {} is not known", base, e);
      return List.of();
    }
  }
}
