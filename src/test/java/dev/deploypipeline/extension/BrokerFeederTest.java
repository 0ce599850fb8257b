package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.deploypipeline.reactor.BrokerSession;
import java.nio.file.Path;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that cannot be handed to tests is no reason to fail a build. */
class BrokerFeederTest {

  @TempDir private Path root;

  /** A project at which something unexpected happens. */
  private static final class OddProject extends MavenProject {
    private final Error error;

    private OddProject(Error error) {
      this.error = error;
    }

    @Override
    public Set<Artifact> getArtifacts() {
      if (error != null) {
        throw error;
      }
      throw new IllegalStateException("for this test");
    }
  }

  @Test
  void whatIsUnexpectedLeavesTheTestsTheEngine() {
    MavenSession session = session();
    BrokerSession.announce(session, () -> 2);
    for (Error error : new Error[] {null, new NoClassDefFoundError("for this test")}) {
      assertThatCode(() -> new BrokerFeeder(new MojoEnds()).feed(event(session, error)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void beforeAnyGoalOfOursAndBehindTheEndThereIsNothingToDeliver() {
    MavenSession session = session();
    BrokerSession.announce(session, () -> 2);
    BrokerSession broker = BrokerSession.of(session).orElseThrow();
    assertThat(broker.deliver("a mojo")).isEmpty();
    broker.close();
    broker.begin();
    assertThat(broker.deliver("a mojo")).isEmpty();
  }

  private static MojoExecutionEvent event(MavenSession session, Error error) {
    Plugin plugin = new Plugin();
    plugin.setArtifactId("maven-surefire-plugin");
    MojoExecution execution = new MojoExecution(plugin, "test", "default");
    return new MojoExecutionEvent(
        session, new OddProject(error), execution, new TestMojoFeederTest.FakeTestMojo());
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private MavenSession session() {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setMultiModuleProjectDirectory(root.toFile());
    return new MavenSession(
        null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
  }
}
