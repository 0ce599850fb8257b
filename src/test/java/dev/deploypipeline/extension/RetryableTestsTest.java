package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class RetryableTestsTest {

  private final TunedMojo mojo = new TunedMojo();

  @SuppressWarnings("deprecation") // the only way to make a session
  private static Map<String, Object> facts(Mojo mojo, String version) throws Exception {
    MavenSession session =
        new MavenSession(
            null,
            new DefaultRepositorySystemSession(),
            new DefaultMavenExecutionRequest(),
            new DefaultMavenExecutionResult());
    Plugin plugin = new Plugin();
    plugin.setArtifactId("maven-surefire-plugin");
    plugin.setVersion(version);
    return new RetryableTests(
            new MojoExecutionEvent(
                session, new MavenProject(), new MojoExecution(plugin, "test", "x"), mojo))
        .facts();
  }

  private String reason() throws Exception {
    return (String) facts(mojo, "3.6.1").get("notRetried");
  }

  @Test
  void testsWithoutAJvmOfTheirOwnAreNotRetried() throws Exception {
    for (String count : new String[] {"0", "0C", "0.0C", " 00"}) {
      mojo.forkCount = count;
      assertThat(reason()).as(count).startsWith("forkCount is 0");
    }
    for (String count : new String[] {"1", "0.5C", "10"}) {
      mojo.forkCount = count;
      assertThat(reason()).as(count).doesNotContain("forkCount");
    }
  }

  @Test
  void whoDebugsIsLeftAlone() throws Exception {
    mojo.debug = "true";
    assertThat(reason()).isEqualTo("somebody debugs it");
  }

  @Test
  void whoLooksAfterFlakyTestsAlreadyIsLeftAlone() throws Exception {
    mojo.flakesThatFail = 1;
    assertThat(reason()).startsWith("failOnFlakeCount");
  }

  @Test
  void coverageThatWouldBeOverwrittenIsWorthMore() throws Exception {
    mojo.argLine = "-javaagent:jacoco.jar=destfile=x,append=false";
    assertThat(reason()).contains("JaCoCo");
    mojo.argLine = "-javaagent:jacoco.jar=destfile=x,append=true";
    assertThat(reason()).doesNotContain("JaCoCo");
    mojo.properties = Map.of("jacoco-agent.append", "false");
    assertThat(reason()).contains("JaCoCo");
  }

  @Test
  void failuresThatAreIgnoredAreTold() throws Exception {
    assertThat(facts(mojo, "3.6.1")).doesNotContainKeys("failuresIgnored", "summary");
    mojo.failureIgnored = true;
    assertThat(facts(mojo, "3.6.1")).containsKey("failuresIgnored");
  }

  @Test
  void theSummaryOfFailsafeIsTold() throws Exception {
    mojo.summary = new File("/m/failsafe-summary.xml");
    assertThat(facts(mojo, "3.6.1")).containsEntry("summary", mojo.summary.toPath());
  }

  @Test
  void aMojoThatDoesNotTellItsClassesIsNotRetried() throws Exception {
    assertThat(facts(mojo, "2.20")).containsKey("notRetried").doesNotContainKey("classes");
  }

  @Test
  void aMojoThatFindsNoTestSaysSo() throws Exception {
    SelectedMojo selected = new SelectedMojo();
    assertThat(facts(selected, "3.6.1")).containsKey("noTests");
    selected.compiled.add("p.A");
    assertThat(facts(selected, "3.6.1")).doesNotContainKey("noTests");
  }
}
