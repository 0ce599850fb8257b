package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.File;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectableTestsTest {

  private final SelectedMojo mojo = new SelectedMojo();
  private final Plugin plugin = new Plugin();
  private final MavenProject project = new MavenProject();

  SelectableTestsTest() {
    plugin.setVersion("3.6.1");
    mojo.compiled.addAll(List.of("p.A", "p.A$Inner", "p.B", "q.p.A", "A"));
  }

  private SelectableTests tests() throws Exception {
    return new SelectableTests(mojo, plugin, project);
  }

  private void artifact(String groupId) {
    project.setArtifacts(
        Set.of(
            new DefaultArtifact(
                groupId, "any", "1", "test", "jar", "", new DefaultArtifactHandler("jar"))));
  }

  private List<String> left() throws Exception {
    return tests().facts().get("classes") instanceof List<?> classes
        ? classes.stream().map(String.class::cast).toList()
        : List.of();
  }

  @Test
  void theClassesAreThoseThatTheMojoFinds() throws Exception {
    assertThat(left()).containsExactly("A", "p.A", "p.B", "q.p.A");
  }

  @Test
  void aClassIsLeftOutAloneAndNoneOfItsNameInAnotherPackage() throws Exception {
    tests().leaveOut(List.of("p.A"));
    assertThat(left()).containsExactly("A", "p.B", "q.p.A");
    mojo.excludes = null;
    tests().leaveOut(List.of("A"));
    assertThat(left()).containsExactly("p.A", "p.B", "q.p.A");
  }

  @Test
  void howeverManyClassesAreLeftOutTheirPatternIsOne() throws Exception {
    tests().leaveOut(List.of("p.A", "p.B"));
    assertThat(left()).containsExactly("A", "q.p.A");
    assertThat(mojo.excludes).containsExactly("**/*$*", "%regex[(?:p/A|p/B)[.]class]");
  }

  @Test
  void whatTheUserExcludesStaysExcluded() throws Exception {
    mojo.excludes = List.of("%regex[p/B.*]");
    assertThat(left()).containsExactly("A", "p.A", "p.A$Inner", "q.p.A");
    tests().leaveOut(List.of("p.A", "p.A$Inner"));
    assertThat(left()).containsExactly("A", "q.p.A");
  }

  @Test
  void aMojoThatWouldRunOtherClassesFails() throws Exception {
    mojo.deaf = true;
    SelectableTests tests = tests();
    assertThatIllegalStateException()
        .isThrownBy(() -> tests.leaveOut(List.of("p.A")))
        .withMessage("it would run [A, p.A, p.B, q.p.A] where it should run [A, p.B, q.p.A]");
  }

  @Test
  void ofOneShardAloneNobodyWantsATest() throws Exception {
    mojo.failIfNoTests = true;
    assertThat(tests().facts()).containsEntry("needsTests", true);
    tests().leaveOut(List.of("p.A"));
    assertThat(mojo.failIfNoTests).isFalse();
  }

  @Test
  void aMojoWithoutAnyTestIsLeftAlone() throws Exception {
    mojo.compiled.clear();
    assertThat(tests().hasNone()).isTrue();
    mojo.suiteXmlFiles = new File[] {new File("suite.xml")};
    assertThat(tests().hasNone()).isFalse();
  }

  @Test
  void aMojoThatCannotBeAskedIsLeftAloneOnlyWhereNothingIsCompiled() throws Exception {
    Mojo other =
        new AbstractMojo() {
          @Override
          public void execute() {}
        };
    SelectableTests tests = new SelectableTests(other, plugin, project);
    assertThat(tests.hasNone()).isFalse();
    assertThat(tests.facts())
        .containsEntry("whole", "version 3.6.1 of its plugin does not tell its test classes");
  }

  @Test
  void whatCannotBeSplitSaysWhy() throws Exception {
    assertThat(tests().facts()).doesNotContainKey("whole");
    mojo.excludesFile = new File("excludes.txt");
    assertThat(whole()).isEqualTo("a file names its tests (includesFile, excludesFile)");
    mojo.dependenciesToScan = new String[] {"g:a"};
    assertThat(whole()).isEqualTo("dependenciesToScan has it look for tests in other artifacts");
    mojo.test = "A";
    assertThat(whole()).isEqualTo("test names its tests");
    assertThat(tests().facts()).containsEntry("chosen", true).doesNotContainKey("classes");
    mojo.suiteXmlFiles = new File[] {new File("suite.xml")};
    assertThat(whole()).isEqualTo("suiteXmlFiles names its tests");
  }

  @Test
  void aClassWhoseNameIsNoPatternKeepsItsExecutionWhole() throws Exception {
    mojo.compiled.add("p.a test, of Kotlin!");
    assertThat(whole())
        .isEqualTo("the name of its class 'p.a test, of Kotlin!' fits into no pattern");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.12.4", "2.21.0", "2.9"})
  void oldVersionsKeepTheirExecutionsWhole(String version) throws Exception {
    plugin.setVersion(version);
    assertThat(whole())
        .isEqualTo("version " + version + " of its plugin does not tell its test classes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.22.2", "3.0.0-M5", "3.2.5", "3.5.6", "3.6.1"})
  void knownVersionsAreSplit(String version) throws Exception {
    plugin.setVersion(version);
    assertThat(tests().facts()).doesNotContainKey("whole");
  }

  private Object whole() throws Exception {
    return tests().facts().get("whole");
  }

  @Test
  void aTagStandsBeforeWhatTheUserExcludes() throws Exception {
    tests().leaveOutTag("slow");
    assertThat(mojo.excludedGroups).isEqualTo("slow");
    mojo.excludedGroups = "a AND b";
    tests().leaveOutTag("slow");
    assertThat(mojo.excludedGroups).isEqualTo("slow,a AND b");
  }

  @Test
  void onlyProvidersThatKnowTagsAreGivenOne() throws Exception {
    artifact("junit");
    assertThat(tests().facts()).doesNotContainKey("tags");
    artifact("org.testng");
    assertThat(tests().facts()).containsKey("tags");
    artifact("org.junit.platform");
    assertThat(tests().facts()).containsKey("tags");
    Dependency provider = new Dependency();
    provider.setArtifactId("surefire-junit47");
    plugin.addDependency(provider);
    assertThat(tests().facts()).doesNotContainKey("tags");
  }

  @Test
  void aMojoThatLeavesAllOutIsSkipped() throws Exception {
    tests().leaveAllOut();
    assertThat(mojo.skipTests).isTrue();
  }
}
