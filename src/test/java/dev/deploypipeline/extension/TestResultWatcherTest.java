package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.surefire.extensions.SurefireStatelessReporter;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

/** A run hears of the mojos that run tests, and of nothing else. */
class TestResultWatcherTest {

  private final MojoEnds ends = new MojoEnds();
  private final MavenSession session = session();
  private final List<Map<String, Object>> heard = new ArrayList<>();
  private final List<String> over = new ArrayList<>();
  private Optional<FailedTests> failed = Optional.empty();

  /** As much of Surefire as matters here. */
  public static class Surefire extends AbstractMojo {
    private final String test;
    private final int reruns;

    @SuppressWarnings("UnusedVariable") // Read by reflection: it has no getter since 3.6.
    private final Boolean disableXmlReport;

    @SuppressWarnings("UnusedVariable") // Read by reflection: it has no getter.
    private Object statelessTestsetReporter;

    Surefire(String test, int reruns, Boolean disableXmlReport) {
      this.test = test;
      this.reruns = reruns;
      this.disableXmlReport = disableXmlReport;
    }

    Surefire reportingWith(Object reporter) {
      statelessTestsetReporter = reporter;
      return this;
    }

    public boolean isEnablePropertiesElement() {
      return true;
    }

    @Override
    public void execute() {}

    public File getTestClassesDirectory() {
      return null;
    }

    public File getReportsDirectory() {
      return new File("/m/target/surefire-reports");
    }

    public String getReportNameSuffix() {
      return "jdk21";
    }

    public File getProjectBuildDirectory() {
      return new File("/m/target");
    }

    public String getTempDir() {
      return "surefire-test";
    }

    public String getTest() {
      return test;
    }

    protected int getRerunFailingTestsCount() {
      return reruns;
    }
  }

  private void listen() {
    BiFunction<MojoExecution, Map<String, Object>, Supplier<Optional<Set<String>>>> listener =
        (execution, facts) -> {
          heard.add(facts);
          return facts.containsKey("noReports")
              ? null
              : () -> {
                over.add(execution.getExecutionId());
                return Optional.of(Set.of("p.CartTest.adds"));
              };
        };
    session.getRepositorySession().getData().set("dev.deploypipeline.test-mojo-begins", listener);
  }

  private MojoExecutionEvent event(MojoExecution execution, AbstractMojo mojo) {
    return new MojoExecutionEvent(session, null, execution, mojo);
  }

  private MojoExecution begin(AbstractMojo mojo, String goal) {
    Plugin plugin = new Plugin();
    plugin.setArtifactId("maven-surefire-plugin");
    plugin.setVersion("3.6.1");
    MojoExecution execution = new MojoExecution(plugin, goal, "some");
    failed = new TestResultWatcher(ends).watch(event(execution, mojo));
    return execution;
  }

  @Test
  void theFactsOfATestMojoAreToldAndItsEnd() {
    listen();
    MojoExecution execution = begin(new Surefire(null, 0, null), "test");

    assertThat(heard)
        .containsExactly(
            Map.of(
                "reports", Path.of("/m/target/surefire-reports"),
                "suffix", "jdk21",
                "tempDirectory", Path.of("/m/target/surefire-test")));
    assertThat(over).isEmpty();
    assertThat(failed.orElseThrow().names()).isEmpty();
    ends.afterExecutionFailure(event(execution, null));
    assertThat(over).containsExactly("some");
    assertThat(failed.orElseThrow().names()).contains(Set.of("p.CartTest.adds"));
  }

  @Test
  void aSelectionAndRerunsAreTold() {
    listen();
    begin(new Surefire("p.CartTest#adds", 2, false), "test");
    assertThat(heard.get(0)).containsEntry("selected", true).containsEntry("reruns", true);

    session.getUserProperties().setProperty("groups", "fast");
    begin(new Surefire(" ", 0, false), "test");
    assertThat(heard.get(1)).containsEntry("selected", true).doesNotContainKey("reruns");
  }

  @Test
  void ofAMojoThatWritesNoReportsNothingElseIsTold() {
    listen();
    begin(new Surefire(null, 0, true), "test");
    begin(new Surefire(null, 0, false).reportingWith(new SurefireStatelessReporter(true)), "test");
    begin(new Surefire(null, 0, false).reportingWith("foreign"), "test");

    assertThat(heard).hasSize(3).containsOnly(Map.of("noReports", true));
    assertThat(failed).isEmpty();
  }

  @Test
  void surefiresOwnReporterIsLikeNone() {
    listen();
    begin(new Surefire(null, 0, false).reportingWith(new SurefireStatelessReporter(false)), "test");

    assertThat(heard.get(0)).containsKey("reports").doesNotContainKey("anonymous");
  }

  @Test
  void reportsWithoutPropertiesDoNotNameTheirJvm() {
    listen();
    AbstractMojo mojo =
        new Surefire(null, 0, false) {
          @Override
          public boolean isEnablePropertiesElement() {
            return false;
          }
        };
    begin(mojo, "test");

    assertThat(heard.get(0)).containsEntry("anonymous", true);
  }

  @Test
  void whatRunsNoTestsIsNotTold() {
    listen();
    begin(new Surefire(null, 0, false), "help");

    assertThat(heard).isEmpty();
  }

  @Test
  void aBuildWithoutARunAsksTheMojoNothing() {
    AtomicInteger questions = new AtomicInteger();
    AbstractMojo unasked =
        new Surefire(null, 0, false) {
          @Override
          public File getReportsDirectory() {
            questions.incrementAndGet();
            return super.getReportsDirectory();
          }
        };

    begin(unasked, "test");
    assertThat(questions).hasValue(0);

    listen();
    begin(unasked, "test");
    assertThat(questions).hasValue(1);
  }

  @Test
  void aMojoThatIsUnlikeAnyOtherFailsNothing() {
    listen();
    AbstractMojo odd =
        new Surefire(null, 0, false) {
          @Override
          public File getReportsDirectory() {
            throw new IllegalStateException("for this test");
          }
        };

    assertThatCode(() -> begin(odd, "test")).doesNotThrowAnyException();
    assertThat(heard).isEmpty();
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
