package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.junit.jupiter.api.Test;

class LateArtifactsTest {

  @Test
  void surefireGetsTheLauncherAndTheEngineThatFitTheTests() throws Exception {
    assertThat(
            late(
                plugin("maven-surefire-plugin", "3.6.1", "<configuration/>"),
                "org.junit.jupiter:junit-jupiter-api:jar:6.1.3",
                "org.junit.platform:junit-platform-commons:jar:6.1.3"))
        .containsExactly(
            "org.apache.maven.surefire:surefire-junit-platform:jar:3.6.1",
            "org.junit.platform:junit-platform-launcher:jar:6.1.3",
            "org.junit.jupiter:junit-jupiter-engine:jar:6.1.3");
  }

  @Test
  void anEngineThatTheTestsBringIsNotAskedFor() throws Exception {
    assertThat(
            late(
                plugin("maven-failsafe-plugin", "3.2.5", "<configuration/>"),
                "org.junit.jupiter:junit-jupiter-api:jar:5.10.2",
                "org.junit.jupiter:junit-jupiter-engine:jar:5.10.2",
                "org.junit.platform:junit-platform-engine:jar:1.10.2"))
        .containsExactly(
            "org.apache.maven.surefire:surefire-junit-platform:jar:3.2.5",
            "org.junit.platform:junit-platform-launcher:jar:1.10.2");
  }

  @Test
  void surefireOfOldHasAProviderForEachFramework() throws Exception {
    Plugin surefire = plugin("maven-surefire-plugin", "3.5.6", "<configuration/>");

    assertThat(late(surefire, "junit:junit:jar:4.13.2"))
        .containsExactly(
            "org.apache.maven.surefire:surefire-junit4:jar:3.5.6",
            "org.apache.maven.surefire:surefire-junit47:jar:3.5.6");
    assertThat(late(surefire, "org.testng:testng:jar:7.10.0"))
        .containsExactly("org.apache.maven.surefire:surefire-testng:jar:3.5.6");
  }

  @Test
  void surefireFrom36OnRunsJunit4OnThePlatform() throws Exception {
    assertThat(
            late(
                plugin("maven-surefire-plugin", "3.6.0", "<configuration/>"),
                "junit:junit:jar:4.13.2"))
        .containsExactly("org.apache.maven.surefire:surefire-junit-platform:jar:3.6.0");
  }

  @Test
  void aModuleWithoutTestFrameworkGetsNoProvider() throws Exception {
    assertThat(
            late(
                plugin("maven-surefire-plugin", "3.6.1", "<configuration/>"),
                "org.example:some:jar:1"))
        .isEmpty();
  }

  @Test
  void annotationProcessorsAreAskedForTogetherWithWhatTheyNeed() throws Exception {
    Plugin compiler =
        plugin(
            "maven-compiler-plugin",
            "3.16.0",
            """
            <configuration><annotationProcessorPaths>
              <path><groupId>g</groupId><artifactId>one</artifactId><version>1</version></path>
              <path><groupId>g</groupId><artifactId>managed</artifactId></path>
              <path><groupId>g</groupId><artifactId>later</artifactId><version>${later}</version></path>
            </annotationProcessorPaths></configuration>
            """);

    List<LateArtifacts.Request> requests =
        new LateArtifacts(project(compiler), List.of()).requests();

    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).transitive()).isTrue();
    assertThat(requests.get(0).roots())
        .extracting(Artifact::toString)
        .containsExactly("g:one:jar:1", "g:managed:jar:7");
  }

  @Test
  void artifactItemsAreAskedForAlone() throws Exception {
    Plugin dependency =
        plugin(
            "maven-dependency-plugin",
            "3.11.0",
            """
            <configuration><artifactItems><artifactItem>
              <groupId>g</groupId><artifactId>zipped</artifactId><version>1</version>
              <type>zip</type><classifier>bin</classifier>
            </artifactItem></artifactItems></configuration>
            """);

    List<LateArtifacts.Request> requests =
        new LateArtifacts(project(dependency), List.of()).requests();

    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).transitive()).isFalse();
    assertThat(requests.get(0).roots())
        .extracting(Artifact::toString)
        .containsExactly("g:zipped:zip:bin:1");
  }

  private static List<String> late(Plugin plugin, String... tests) {
    return new LateArtifacts(
            project(plugin), Stream.of(tests).<Artifact>map(DefaultArtifact::new).toList())
        .requests().stream()
            .flatMap(request -> request.roots().stream())
            .map(Artifact::toString)
            .toList();
  }

  private static MavenProject project(Plugin plugin) {
    Model model = new Model();
    model.setBuild(new Build());
    model.getBuild().addPlugin(plugin);
    Dependency managed = new Dependency();
    managed.setGroupId("g");
    managed.setArtifactId("managed");
    managed.setVersion("7");
    model.setDependencyManagement(new DependencyManagement());
    model.getDependencyManagement().addDependency(managed);
    return new MavenProject(model);
  }

  private static Plugin plugin(String artifactId, String version, String configuration)
      throws Exception {
    Plugin plugin = new Plugin();
    plugin.setArtifactId(artifactId);
    plugin.setVersion(version);
    plugin.setConfiguration(Xpp3DomBuilder.build(new StringReader(configuration)));
    return plugin;
  }
}
