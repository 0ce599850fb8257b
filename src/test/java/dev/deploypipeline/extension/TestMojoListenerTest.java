package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import dev.deploypipeline.config.TestJvmSettings;
import dev.deploypipeline.reactor.PoolSession;
import dev.deploypipeline.reactor.TestJvmSession;
import dev.deploypipeline.reactor.TestJvmSignals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In which order a test mojo is prepared, and what follows from it. */
@Timeout(20)
class TestMojoListenerTest {

  @TempDir private Path root;

  private final MojoEnds ends = new MojoEnds();
  private final TestMojoListener listener =
      new TestMojoListener(
          new TestSelector(),
          new TestMojoFeeder(ends),
          new BrokerFeeder(ends),
          new TestResultWatcher(ends),
          new TestJvmTuner(ends, Map.of()));
  private final MavenProject project = new MavenProject();
  private final MavenSession session = session();
  private final List<MojoExecution> tasks = new ArrayList<>();

  @BeforeEach
  void beginARun() {
    project.setGroupId("g");
    project.setArtifactId("a");
    project.setBuild(new Build());
    project.getBuild().setDirectory(root.resolve("target").toString());
    session.getRequest().setMultiModuleProjectDirectory(root.toFile());
    BiFunction<MojoExecution, Map<String, Object>, Supplier<Optional<Set<String>>>> reports =
        (execution, facts) -> () -> Optional.of(Set.of("p.A.a"));
    session.getRepositorySession().getData().set("dev.deploypipeline.test-mojo-begins", reports);
    TestJvmSession.announce(session, new TestJvmSettings(true, false));
    TestJvmSignals.begin(session, tasks::contains);
  }

  @Test
  void testsThatAreAllLeftOutLeaseNothing() throws Exception {
    noLeaseCanBeHad();
    BiFunction<MojoExecution, Map<String, Object>, Map<String, Object>> nothing =
        (execution, facts) -> Map.of("all", true);
    session.getRepositorySession().getData().set("dev.deploypipeline.test-mojo-selects", nothing);
    TunedMojo mojo = new TunedMojo();
    listener.beforeMojoExecution(event(mojo));
    assertThat(mojo.argLine).isNull();
    assertThat(TestJvmSignals.told(session)).isEmpty();
  }

  @Test
  void aLeaseThatFailsLeavesItsTestJvmsOutOfIt() {
    noLeaseCanBeHad();
    TunedMojo mojo = new TunedMojo();
    assertThatThrownBy(() -> listener.beforeMojoExecution(event(mojo)))
        .isInstanceOf(MojoExecutionException.class);
    assertThat(mojo.argLine).isNull();
    assertThat(TestJvmSignals.told(session)).isEmpty();
  }

  private void noLeaseCanBeHad() {
    PoolSession.of(session)
        .configure(
            List.of(
                ServiceSettingsBuilder.service("cache", "redis:7").provider("embedded").build()),
            PoolSettings.defaults(),
            (groupId, artifactId, version) -> {
              throw new IOException("no binaries");
            },
            root);
  }

  @Test
  void executionsAreComparedAsTheUserConfiguredThem() throws Exception {
    TunedMojo first = new TunedMojo();
    TunedMojo second = new TunedMojo();
    second.setPluginContext(first.getPluginContext());
    listener.beforeMojoExecution(event(first));
    assertThat(first.argLine).startsWith("-XX:");
    second.argLine = null;
    listener.beforeMojoExecution(event(second));
    assertThat(second.argLine).isNull();
    assertThat(second.getPluginContext().containsKey("any digest")).isTrue();
  }

  @Test
  void whatTheReportsSaidIsKnownWhenTheTestJvmsAreJudged() throws Exception {
    MojoExecutionEvent event = event(new TunedMojo());
    listener.beforeMojoExecution(event);
    ends.afterExecutionFailure(
        new MojoExecutionEvent(
            session,
            project,
            event.getExecution(),
            event.getMojo(),
            new MojoFailureException("whatever")));
    TestJvmSession.announce(session, new TestJvmSettings(true, false));
    TestJvmSignals.begin(session, tasks::contains);
    TunedMojo next = new TunedMojo();
    listener.beforeMojoExecution(event(next));
    assertThat(next.argLine).isNull();
  }

  private MojoExecutionEvent event(TunedMojo mojo) {
    Plugin plugin = new Plugin();
    plugin.setArtifactId("maven-surefire-plugin");
    MojoExecution execution = new MojoExecution(plugin, "test", "default-test");
    tasks.add(execution);
    return new MojoExecutionEvent(session, project, execution, mojo);
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private static MavenSession session() {
    return new MavenSession(
        null,
        new DefaultRepositorySystemSession(),
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult());
  }
}
