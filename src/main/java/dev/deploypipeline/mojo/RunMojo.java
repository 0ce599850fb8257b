package dev.deploypipeline.mojo;

import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.reactor.MavenComponents;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the whole delivery pipeline of the reactor as one task graph, up to <code>verify</code>, and
 * tells where the time went. What <code>mvn verify</code> would decide, it decides too.
 */
@Mojo(name = "run", aggregator = true, threadSafe = true)
public final class RunMojo extends AbstractServicesMojo {

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** The last phase of the default lifecycle to run. */
  @Parameter(property = "deploy-pipeline.until", defaultValue = "verify")
  private String until;

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

  /**
   * Whether test JVMs get options for a quick start where that was measured to pay: <code>auto
   * </code> or <code>off</code>. Read from the top-level project.
   */
  @Parameter(property = "deploy-pipeline.tests.tuning", defaultValue = "auto")
  String testTuning;

  private final MavenComponents maven;

  @Inject
  RunMojo(MavenComponents maven) {
    this.maven = maven;
  }

  @Override
  protected void run() throws MojoExecutionException {
    new ReactorRun(maven, session, execution).start(settings());
  }

  private RunSettings settings() {
    Profile preset = Profile.of(profile);
    int cores = Runtime.getRuntime().availableProcessors();
    int degree = session.getRequest().getDegreeOfConcurrency();
    int count = Threads.parse(threads, cores).orElse(degree > 1 ? degree : preset.threads(cores));
    GoalTable table =
        GoalTable.builtIn()
            .with(goals == null ? List.of() : goals.stream().map(GoalSetting::toRule).toList());
    return new RunSettings(until, preset, count, cores, failureMode(), table);
  }

  private FailureMode failureMode() {
    return switch (String.valueOf(session.getRequest().getReactorFailureBehavior())) {
      case MavenExecutionRequest.REACTOR_FAIL_AT_END -> FailureMode.FAIL_AT_END;
      case MavenExecutionRequest.REACTOR_FAIL_NEVER -> FailureMode.FAIL_NEVER;
      default -> FailureMode.FAIL_FAST;
    };
  }
}
