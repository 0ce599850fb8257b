package dev.deploypipeline.reactor;

import dev.deploypipeline.config.TestSettings;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.RunPipeline;
import dev.deploypipeline.tests.ProcessTestJvms;
import dev.deploypipeline.tests.RerunCommand;
import dev.deploypipeline.tests.TestExecution;
import dev.deploypipeline.tests.TestWatch;
import dev.deploypipeline.tests.TestWatches;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the test reports of a run read while its tests run. */
public final class TestReports {

  private static final Logger LOG = LoggerFactory.getLogger(TestReports.class);

  private static final Duration JCMD_PATIENCE = Duration.ofSeconds(10);

  private final MavenReactor reactor;
  private final List<String> profiles;
  private final TestSettings settings;
  private final RunPipeline pipeline;
  private final TestRetries retries;
  private final TestWatches watches = new TestWatches(System::nanoTime);

  /**
   * Begins to hear of the session's test mojos.
   *
   * @param reactor knows their tasks
   * @param pipeline is told whose reports are read
   * @param retries is told what they say
   */
  public TestReports(
      MavenSession session,
      MavenReactor reactor,
      TestSettings settings,
      RunPipeline pipeline,
      TestRetries retries) {
    this.retries = retries;
    this.reactor = reactor;
    this.profiles = profiles(session);
    this.settings = settings;
    this.pipeline = pipeline;
    TestSignals.hear(session, this::begin);
  }

  /** Time goes by: looks for new reports. */
  public void tick() {
    harmlessly(watches::tick);
  }

  /** Time goes by: ends the test JVMs that hang. May take seconds. */
  public void endHung() {
    harmlessly(watches::endHung);
  }

  /** Null where the reports are not read, as {@link TestSignals#hear} has it. */
  private Supplier<Optional<Set<String>>> begin(
      MojoExecution execution, Map<String, Object> facts) {
    Optional<TaskId> task = retries.attempts().task(execution).or(() -> reactor.task(execution));
    if (task.isEmpty()) {
      return null; // an execution that another goal forks
    }
    if (facts.containsKey("noReports")) {
      kill(task.get(), facts);
      unread(task.get(), facts);
      return null;
    }
    try {
      TestWatch watch =
          TestWatch.begin(
              execution(task.get(), execution, facts),
              retries.attempts().events(execution),
              InstantSource.system(),
              new ProcessTestJvms(JCMD_PATIENCE));
      pipeline.testsReported(task.get());
      Supplier<Optional<Set<String>>> end =
          retries.attempts().watched(execution, watch, facts, watches.add(watch));
      return () -> harmlessly(end, Optional.empty());
    } catch (IOException e) {
      LOG.warn(
          "deploy-pipeline: The reports of {} cannot be read ({}). Perhaps you should make {} readable.",
          task.get(),
          e.toString(),
          facts.get("reports"));
      unread(task.get(), facts);
      return null;
    }
  }

  private void unread(TaskId task, Map<String, Object> facts) {
    if (!facts.containsKey("noTests")) {
      retries.unread(task);
    }
  }

  /** What goes wrong here says nothing of the tests, and others wait for the end of a mojo too. */
  private static <T> T harmlessly(Supplier<T> action, T otherwise) {
    try {
      return action.get();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("deploy-pipeline: Test reports are not read any more: {}", e.toString(), e);
      return otherwise;
    }
  }

  private static void harmlessly(Runnable action) {
    harmlessly(
        () -> {
          action.run();
          return true;
        },
        false);
  }

  private TestExecution execution(TaskId task, MojoExecution execution, Map<String, Object> facts) {
    Optional<Path> tempDirectory =
        Optional.ofNullable((Path) facts.get("tempDirectory")).map(TestReports::canonical);
    return new TestExecution(
        task,
        (Path) facts.get("reports"),
        facts.get("suffix") instanceof String suffix ? suffix : "",
        classes(reactor.project(task.module()), facts),
        tempDirectory,
        facts.containsKey("selected"),
        facts.containsKey("reruns"),
        settings.slow(),
        kill(task, facts),
        rerun(task, execution));
  }

  /** Where a mojo's test classes are, and the classes that they test. */
  static List<Path> classes(MavenProject project, Map<String, Object> facts) {
    Path main = Path.of(project.getBuild().getOutputDirectory());
    Path tests = Path.of(project.getBuild().getTestOutputDirectory());
    return List.of((Path) facts.getOrDefault("testClasses", tests), main);
  }

  /** Only where it is certain which JVM has been with one class for how long. */
  private Optional<Duration> kill(TaskId task, Map<String, Object> facts) {
    Optional<String> obstacle = obstacle(facts);
    if (settings.kill().isPresent() && obstacle.isPresent()) {
      LOG.warn(
          "deploy-pipeline: No test JVM of {} is ended, however long a class takes (deploy-pipeline.tests.kill),"
              + " because {}.",
          task,
          obstacle.get());
    }
    return obstacle.isPresent() ? Optional.empty() : settings.kill();
  }

  /** Why the JVMs of a mojo with these facts must not be ended; empty where they may. */
  static Optional<String> obstacle(Map<String, Object> facts) {
    if (facts.containsKey("noReports")) {
      return Optional.of(
          "it writes no reports that are known. Perhaps you should remove disableXmlReport and"
              + " statelessTestsetReporter from its configuration");
    }
    if (facts.containsKey("debugged")) {
      return Optional.of("somebody debugs it");
    }
    if (facts.containsKey("anonymous")) {
      return Optional.of(
          "its reports do not name their JVM. Perhaps you should remove enablePropertiesElement"
              + " from its configuration");
    }
    return facts.containsKey("oneReport") || !facts.containsKey("tempDirectory")
        ? Optional.of(
            "its plugin does not tell when a class ends. Perhaps you should use version 3.6.1 of it")
        : Optional.empty();
  }

  /** As Surefire names it to its test JVMs. */
  private static Path canonical(Path path) {
    try {
      return path.toFile().getCanonicalFile().toPath();
    } catch (IOException e) {
      return path; // Surefire then says it as it is, too
    }
  }

  /** Those that were typed; Maven puts those that the settings activate among them. */
  static List<String> profiles(MavenSession session) {
    MavenExecutionRequest request = session.getRequest();
    return Stream.concat(
            request.getActiveProfiles().stream(),
            request.getInactiveProfiles().stream().map(profile -> "!" + profile))
        .distinct()
        .toList();
  }

  private RerunCommand rerun(TaskId task, MojoExecution execution) {
    return new RerunCommand(
        reactor.isWhole() && reactor.modules().size() == 1
            ? Optional.empty()
            : Optional.of(task.moduleShortName()),
        reactor.usesModules(task.module()),
        execution.getArtifactId().equals("maven-failsafe-plugin"),
        String.valueOf(execution.getVersion()).startsWith("2."),
        reactor.likeIt(task) > 1,
        reactor.hasIntegrationTests(),
        profiles);
  }
}
