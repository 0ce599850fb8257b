package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSelectorTest {

  @TempDir private Path directory;
  private final MavenSession session = session();
  private final List<Map<String, Object>> asked = new ArrayList<>();

  @SuppressWarnings("deprecation") // the only way to make a session
  private static MavenSession session() {
    return new MavenSession(
        null,
        new DefaultRepositorySystemSession(),
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult());
  }

  private static SelectedMojo mojo() {
    SelectedMojo mojo = new SelectedMojo();
    mojo.compiled.addAll(List.of("p.A", "p.B"));
    mojo.setPluginContext(new HashMap<>());
    return mojo;
  }

  private void answer(Map<String, Object> answer) {
    BiFunction<MojoExecution, Map<String, Object>, Map<String, Object>> decider =
        (execution, facts) -> {
          asked.add(facts);
          return answer;
        };
    session.getRepositorySession().getData().set("dev.deploypipeline.test-mojo-selects", decider);
  }

  private boolean before(SelectedMojo mojo) throws MojoExecutionException {
    Plugin plugin = new Plugin();
    plugin.setArtifactId("maven-surefire-plugin");
    plugin.setVersion("3.6.1");
    MojoExecution execution = new MojoExecution(plugin, "test", "default-test");
    return new TestSelector()
        .leavesAllOut(new MojoExecutionEvent(session, new MavenProject(), execution, mojo));
  }

  private void decides(SelectedMojo mojo) throws MojoExecutionException {
    Plugin plugin = new Plugin();
    plugin.setArtifactId("maven-failsafe-plugin");
    MojoExecution execution = new MojoExecution(plugin, "verify", "default");
    assertThat(TestMojo.verifies(execution)).isTrue();
    new TestSelector()
        .decides(new MojoExecutionEvent(session, new MavenProject(), execution, mojo));
  }

  @Test
  void whoeverDecidesByTestsNeedsNoneWhereSomeWereLeftOut() throws Exception {
    SelectedMojo mojo = mojo();
    mojo.failIfNoTests = true;
    decides(mojo);
    assertThat(mojo.failIfNoTests).isTrue();

    answer(Map.of());
    decides(mojo);
    assertThat(mojo.failIfNoTests).isTrue();
    assertThat(asked).containsExactly(Map.of("verifies", true));

    answer(Map.of("needsNoTests", true));
    decides(mojo);
    assertThat(mojo.failIfNoTests).isFalse();
    decides(mojo);
    assertThat(asked).hasSize(2);
  }

  private static final Instant BEGIN = Instant.ofEpochSecond(1_000);

  private SelectedMojo withSummary(Instant written) throws IOException {
    SelectedMojo mojo = mojo();
    mojo.summaryFile = directory.resolve("failsafe-summary.xml").toFile();
    Files.writeString(mojo.summaryFile.toPath(), "a failure");
    Files.setLastModifiedTime(mojo.summaryFile.toPath(), FileTime.from(written));
    session.getRequest().setStartTime(Date.from(BEGIN));
    return mojo;
  }

  @Test
  void whatAnEarlierRunSummedUpIsGoneBeforeTestsAreLeftOut() throws Exception {
    SelectedMojo mojo = withSummary(BEGIN.minusMillis(1));
    before(mojo);
    assertThat(mojo.summaryFile).exists();

    answer(Map.of("all", true));
    before(mojo);
    assertThat(mojo.summaryFile).doesNotExist();
  }

  @Test
  void whatThisRunSummedUpStays() throws Exception {
    answer(Map.of("all", true));
    SelectedMojo mojo = withSummary(BEGIN);
    before(mojo);
    assertThat(mojo.summaryFile).exists();

    // However old its file looks, it is not the first execution any more.
    SelectedMojo second = withSummary(BEGIN.minusMillis(1));
    second.setPluginContext(mojo.getPluginContext());
    before(second);
    assertThat(second.summaryFile).exists();
  }

  @Test
  void aBuildThatLeavesNothingOutIsLeftAlone() throws Exception {
    SelectedMojo mojo = mojo();
    before(mojo);
    assertThat(mojo.excludes).isNull();
    assertThat(mojo.skipTests).isFalse();
  }

  @Test
  void theMojoIsAskedForItsClassesAndToldWhichToLeaveOut() throws Exception {
    answer(Map.of("classes", List.of("p.B"), "tag", "slow"));
    SelectedMojo mojo = mojo();
    assertThat(before(mojo)).isFalse();

    assertThat(asked)
        .singleElement()
        .satisfies(facts -> assertThat(facts).containsEntry("classes", List.of("p.A", "p.B")));
    assertThat(mojo.excludes).containsExactly("**/*$*", "%regex[(?:p/B)[.]class]");
    assertThat(mojo.excludedGroups).isEqualTo("slow");
  }

  @Test
  void aMojoOfAnotherShardIsSkipped() throws Exception {
    answer(Map.of("all", true));
    SelectedMojo mojo = mojo();
    assertThat(before(mojo)).isTrue();
    assertThat(mojo.skipTests).isTrue();
  }

  @Test
  void nobodyIsAskedWhereThereIsNoTest() throws Exception {
    answer(Map.of("all", true));
    SelectedMojo mojo = mojo();
    mojo.compiled.clear();
    before(mojo);
    assertThat(asked).isEmpty();
    assertThat(mojo.skipTests).isFalse();
  }

  @Test
  void aMojoThatCannotLeaveOutWhatItShouldFailsTheBuild() {
    answer(Map.of("classes", List.of("p.B")));
    SelectedMojo mojo = mojo();
    mojo.deaf = true;
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> before(mojo))
        .withMessageContaining("surefire:test (default-test)")
        .withMessageContaining("it would run [p.A, p.B] where it should run [p.A]")
        .withMessageContaining("Perhaps you should use version 3.6.1 of that plugin.");
  }

  private void retry(Map<String, Object> answer) {
    BiFunction<MojoExecution, String, Map<String, Object>> retries = (execution, tag) -> answer;
    session.getRepositorySession().getData().set("dev.deploypipeline.test-mojo-retries", retries);
  }

  @Test
  void aRetryRunsTheClassesThatFailedWhateverElseTheRunLeavesOut() throws Exception {
    answer(Map.of("classes", List.of("p.B")));
    retry(Map.of("classes", List.of("p.B"), "tag", "slow"));
    SelectedMojo mojo = mojo();
    before(mojo);
    assertThat(asked).isEmpty();
    assertThat(mojo.excludes).containsExactly("**/*$*", "%regex[(?:p/A)[.]class]");
    assertThat(mojo.excludedGroups).isEqualTo("slow");
  }

  @Test
  void aRetryOfAClassThatItWouldNotFindFails() {
    retry(Map.of("classes", List.of("p.C")));
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> before(mojo()))
        .withMessageContaining("it would not run [p.C] but some of [p.A, p.B]");
  }

  @Test
  void aRunIsToldTheTagThatTheFirstAttemptLeavesOut() throws Exception {
    List<String> tags = new ArrayList<>();
    BiFunction<MojoExecution, String, Map<String, Object>> retries =
        (execution, tag) -> {
          tags.add(tag);
          return null;
        };
    session.getRepositorySession().getData().set("dev.deploypipeline.test-mojo-retries", retries);
    answer(Map.of("tag", "slow"));
    before(mojo());
    assertThat(tags).containsExactly("", "slow");
  }
}
