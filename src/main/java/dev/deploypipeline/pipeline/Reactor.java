package dev.deploypipeline.pipeline;

import dev.deploypipeline.lint.LintedTask;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.Stage;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import java.util.List;
import java.util.Optional;

/**
 * The port to the build tool: what there is to run, and how to run one piece of it. Safe for use by
 * many threads.
 */
public interface Reactor {

  /** The modules, in the order the build tool would build them. */
  List<Module> modules();

  /**
   * Plans a module.
   *
   * @return its mojo executions, in the order the build tool would run them
   * @throws Exception when it cannot be planned; the exception says why
   */
  List<PlannedMojo> plan(String module) throws Exception;

  /**
   * Keeps a copy of the module's state as it is now: the state that the given side task will see.
   */
  void keepView(TaskId side);

  /**
   * Runs a mojo execution on the calling thread and returns when it is over.
   *
   * @throws Exception when it fails
   */
  void execute(Placement placement) throws Exception;

  /**
   * Where to read what a mojo execution that is about to run finds in the project.
   *
   * @throws IllegalStateException when the execution is in no plan
   */
  LintedTask linted(Placement placement);

  /** Whether the tests of a stage lease servers. */
  boolean leasesServers(Stage stage);

  /** What a person should know of the run; asked once, when all tasks have ended. */
  List<Finding> findings();

  /** How the test JVMs were started; asked once, when all tasks have ended. */
  List<TestJvm> testJvms();

  /**
   * Tells that a module's first task is about to run.
   *
   * @throws Exception when the build tool refuses the module, which fails it
   */
  void moduleStarted(String module) throws Exception;

  /**
   * Tells that all of a module's tasks have ended, with the failure that decided, if any.
   *
   * @throws Exception when the build tool cannot note it, which fails the run
   */
  void moduleEnded(String module, Outcome outcome, Optional<Throwable> failure) throws Exception;
}
