package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.ServiceSettings;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class ServiceDeclarationsTest {

  private static final String DB =
      """
      <configuration><services><service>
        <name> db </name><image>postgres:15</image><provider>embedded</provider>
        <expose><b>${jdbcUrl}</b><a>${port}</a></expose>
      </service></services></configuration>
      """;
  private static final String CACHE =
      "<configuration><services><service><name>cache</name><image>redis:7</image></service></services></configuration>";

  @Test
  void placeholdersArriveAsWrittenAndInOrder() throws Exception {
    List<ServiceSettings> services = ServiceDeclarations.of(session(project(plugin(DB))));
    assertThat(services).extracting(ServiceSettings::name).containsExactly("db");
    assertThat(services.get(0).provider()).isEqualTo("embedded");
    assertThat(services.get(0).expose())
        .containsExactly(Map.entry("b", "${jdbcUrl}"), Map.entry("a", "${port}"));
  }

  @Test
  void theTopLevelProjectGoesBeforeItsModules() throws Exception {
    MavenSession session = session(project(plugin(DB)), project(plugin(CACHE)));
    assertThat(ServiceDeclarations.of(session))
        .extracting(ServiceSettings::name)
        .containsExactly("db");
  }

  @Test
  void aModuleMayDeclareThemWhereTheTopLevelProjectHasNone() throws Exception {
    MavenSession session = session(project(null), project(plugin(CACHE)));
    assertThat(ServiceDeclarations.of(session))
        .extracting(ServiceSettings::name)
        .containsExactly("cache");
  }

  @Test
  void theConfigurationOfAnExecutionCountsToo() throws Exception {
    Plugin plugin = plugin("<configuration/>");
    PluginExecution execution = new PluginExecution();
    execution.setConfiguration(dom(CACHE));
    plugin.addExecution(execution);
    assertThat(ServiceDeclarations.of(session(project(plugin)))).hasSize(1);
  }

  @Test
  void aProjectWithoutThePluginHasNone() {
    assertThat(ServiceDeclarations.of(session(project(null)))).isEmpty();
  }

  @Test
  void aServiceWithoutImageIsNamed() throws Exception {
    MavenSession session =
        session(
            project(
                plugin(
                    "<configuration><services><service><name>db</name></service></services></configuration>")));
    assertThatThrownBy(() -> ServiceDeclarations.of(session))
        .hasMessageContaining("service db: 'null'");
  }

  private static Plugin plugin(String configuration) throws Exception {
    Plugin plugin = new Plugin();
    plugin.setGroupId("dev.deploypipeline");
    plugin.setArtifactId("deploy-pipeline-maven-plugin");
    plugin.setConfiguration(dom(configuration));
    return plugin;
  }

  private static Xpp3Dom dom(String xml) throws Exception {
    return Xpp3DomBuilder.build(new StringReader(xml));
  }

  private static MavenProject project(Plugin plugin) {
    MavenProject project = new MavenProject();
    if (plugin != null) {
      project.getBuild().addPlugin(plugin);
    }
    return project;
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private static MavenSession session(MavenProject... projects) {
    MavenSession session =
        new MavenSession(
            null,
            new DefaultRepositorySystemSession(),
            new DefaultMavenExecutionRequest(),
            new DefaultMavenExecutionResult());
    projects[0].setExecutionRoot(true);
    session.setProjects(List.of(projects));
    return session;
  }
}
