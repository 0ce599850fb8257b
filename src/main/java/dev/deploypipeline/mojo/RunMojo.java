package dev.deploypipeline.mojo;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.config.RemoteReuse;
import dev.deploypipeline.config.RetrySettings;
import dev.deploypipeline.config.ReuseMode;
import dev.deploypipeline.config.ReuseSettings;
import dev.deploypipeline.config.SelectionSettings;
import dev.deploypipeline.config.Shard;
import dev.deploypipeline.config.TestSettings;
import dev.deploypipeline.reactor.MavenComponents;
import java.io.File;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the whole delivery pipeline of the reactor as one task graph, up to <code>verify</code>, and
 * tells where the time went. Tests find the declared services, and containers that are started
 * ahead of them. What <code>mvn verify</code> would decide, it decides too.
 */
@Mojo(name = "run", aggregator = true, threadSafe = true)
public final class RunMojo extends AbstractReactorMojo {

  /** The last phase of the default lifecycle to run. */
  @Parameter(property = "deploy-pipeline.until", defaultValue = "verify")
  private String until;

  /** How long a test class may take, fixtures included, before the end of the log calls it slow. */
  @Parameter(property = "deploy-pipeline.tests.slow", defaultValue = "10s")
  private String slowTests;

  /**
   * How long a test class may take, fixtures included, before the JVM that runs it is ended. What
   * its threads did is written to <code>target/deploy-pipeline</code> of the module. Without it,
   * nothing is ended.
   */
  @Parameter(property = "deploy-pipeline.tests.kill")
  private String killTests;

  /**
   * How often a test class that failed is run again, in a fresh JVM of its own. If it passes then,
   * it does not fail the build, and its tests are told as flaky.
   */
  @Parameter(property = "deploy-pipeline.tests.retries", defaultValue = "0")
  private int testRetries;

  /** Whether a test that failed and then passed fails its module. */
  @Parameter(property = "deploy-pipeline.tests.failOnFlaky", defaultValue = "false")
  private boolean failOnFlaky;

  /**
   * Whether test JVMs get options for a quick start where that was measured to pay: <code>auto
   * </code> or <code>off</code>. On a build server none does unless <code>auto</code> is said. Read
   * from the top-level project.
   */
  @Parameter(property = "deploy-pipeline.tests.tuning", defaultValue = "auto")
  String testTuning;

  /**
   * Whether the artifacts that the build needed are written to <code>
   * .mvn/deploy-pipeline/artifacts.lock</code>, which <code>prefetch</code> reads: <code>write
   * </code> or <code>read</code>. Read from the command line, in any build that goes on to <code>
   * verify</code>.
   */
  @Parameter(property = "deploy-pipeline.lock", defaultValue = "read")
  String lock;

  /**
   * The part of the reactor's test classes that this run runs, for example <code>2/5</code>; or
   * <code>verify</code>, which runs nothing and checks the reports of all shards.
   */
  @Parameter(property = "deploy-pipeline.shard")
  private String shard;

  /**
   * Where <code>verify</code> finds the shards' reports: files, or directories that are searched,
   * relative to where Maven was started. The default is <code>target/deploy-pipeline</code> of the
   * first module.
   */
  @Parameter(property = "deploy-pipeline.shard.reports")
  private List<String> shardReports;

  /**
   * Whether tests with the tag (TestNG: the group) <code>slow</code> are left out, and test classes
   * that took longer than <code>deploy-pipeline.tests.slow</code> in earlier runs.
   */
  @Parameter(property = "deploy-pipeline.skipSlow", defaultValue = "false")
  private boolean skipSlow;

  /**
   * Whether results of earlier builds stand for tasks whose inputs did not change: <code>off</code>
   * , <code>read</code>, <code>write</code> (all tasks run, and their results are kept) or <code>on
   * </code>.
   */
  @Parameter(property = "deploy-pipeline.reuse")
  private String reuse;

  /** Where results are kept, for all builds of a user. */
  @Parameter(
      property = "deploy-pipeline.reuse.directory",
      defaultValue = "${user.home}/.m2/deploy-pipeline/results")
  private File reuseDirectory;

  /**
   * The address of a server that keeps results for a team: any that speaks Bazel's HTTP caching
   * protocol, or WebDAV. Not asked with <code>-o</code>.
   */
  @Parameter(property = "deploy-pipeline.reuse.remote")
  private String reuseRemote;

  /**
   * The id of the <code>&lt;server&gt;</code> in <code>settings.xml</code> with its user and
   * password.
   */
  @Parameter(property = "deploy-pipeline.reuse.remote.server")
  private String reuseRemoteServer;

  /** Whether this build keeps its results on the server, as one on a build server should. */
  @Parameter(property = "deploy-pipeline.reuse.remote.write", defaultValue = "false")
  private boolean reuseRemoteWrite;

  /** How large the local directory may become; what was used last stays. */
  @Parameter(property = "deploy-pipeline.reuse.maxSize", defaultValue = "10g")
  private String reuseMaxSize;

  /**
   * The tasks of which the end of the log says why they ran or were reused: <code>module:goal
   * </code>, for example <code>orders:test</code>, with <code>*</code> for any characters.
   */
  @Parameter(property = "deploy-pipeline.why")
  private String why;

  @Inject
  RunMojo(MavenComponents maven) {
    super(maven);
  }

  @Override
  protected void run() throws MojoExecutionException, MojoFailureException {
    if (Shard.asksToVerify(shard)) {
      ShardCheck.of(session(), shardReports, skipSlow);
      return;
    }
    TestSettings tests =
        TestSettings.parse(slowTests, killTests).with(new RetrySettings(testRetries, failOnFlaky));
    SelectionSettings selection = new SelectionSettings(Shard.parse(shard), skipSlow, tests.slow());
    run(until, Errand.RUN, false, tests, selection, reuse());
  }

  private ReuseSettings reuse() {
    return new ReuseSettings(
        ReuseMode.of(reuse, ReuseMode.OFF),
        reuseDirectory.toPath().toAbsolutePath(),
        RemoteReuse.parse(reuseRemote, reuseRemoteServer, reuseRemoteWrite),
        ReuseSettings.bytes(reuseMaxSize),
        Optional.ofNullable(why));
  }
}
