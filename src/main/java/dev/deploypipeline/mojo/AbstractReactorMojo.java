package dev.deploypipeline.mojo;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.ReuseSettings;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.config.SelectionSettings;
import dev.deploypipeline.config.TestSettings;
import dev.deploypipeline.reactor.MavenComponents;
import java.util.List;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share that run mojo executions as one task graph. */
abstract class AbstractReactorMojo extends AbstractServicesMojo {

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** The preset: <code>balanced</code>, <code>optimized</code> or <code>aggressive</code>. */
  @Parameter(property = "deploy-pipeline.profile", defaultValue = "balanced")
  private String profile;

  /**
   * How many tasks may run at once: a number, or a number for each core as in <code>2C</code>. The
   * default is that of the profile; Maven's own <code>-T</code> stands in for it where it is given.
   */
  @Parameter(property = "deploy-pipeline.threads")
  private String threads;

  /**
   * What is known of goals beyond the built-in table: rows of <code>id</code>, <code>role</code>
   * and <code>stage</code>.
   */
  @Parameter private List<GoalSetting> goals;

  private final MavenComponents maven;

  AbstractReactorMojo(MavenComponents maven) {
    this.maven = maven;
  }

  /**
   * Runs the reactor.
   *
   * @param until the last phase of the default lifecycle
   * @param failOnWarning whether a warning fails its module
   * @param tests what is told of tests
   * @param selection which tests are left out
   * @param reuse whether results of earlier builds stand for tasks
   */
  final void run(
      String until,
      Errand errand,
      boolean failOnWarning,
      TestSettings tests,
      SelectionSettings selection,
      ReuseSettings reuse)
      throws MojoExecutionException {
    new ReactorRun(maven, session, execution)
        .start(settings(until, errand, failOnWarning), tests, selection, reuse);
  }

  /** What the parameters say. */
  final RunSettings settings(String until, Errand errand, boolean failOnWarning) {
    Profile preset = Profile.of(profile);
    int cores = Runtime.getRuntime().availableProcessors();
    int degree = session.getRequest().getDegreeOfConcurrency();
    int count = Threads.parse(threads, cores).orElse(degree > 1 ? degree : preset.threads(cores));
    GoalTable table =
        GoalTable.builtIn()
            .with(goals == null ? List.of() : goals.stream().map(GoalSetting::toRule).toList());
    return new RunSettings(
        until, preset, count, cores, failureMode(errand), table, errand, failOnWarning);
  }

  final MavenComponents maven() {
    return maven;
  }

  final MavenSession session() {
    return session;
  }

  final MojoExecution execution() {
    return execution;
  }

  private FailureMode failureMode(Errand errand) {
    return switch (String.valueOf(session.getRequest().getReactorFailureBehavior())) {
      case MavenExecutionRequest.REACTOR_FAIL_AT_END -> FailureMode.FAIL_AT_END;
      case MavenExecutionRequest.REACTOR_FAIL_NEVER -> FailureMode.FAIL_NEVER;
      // Who validates wants to know everything that is wrong, not the first of it.
      default -> errand == Errand.VALIDATE ? FailureMode.FAIL_AT_END : FailureMode.FAIL_FAST;
    };
  }
}
