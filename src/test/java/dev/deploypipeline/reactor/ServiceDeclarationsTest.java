package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.Isolation;
import dev.deploypipeline.config.LeaseScope;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.Provider;
import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceSettings;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
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
    assertThat(services.get(0).provider()).isEqualTo(Provider.EMBEDDED);
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
  void everythingThatAServiceCanSayIsRead() throws Exception {
    ServiceSettings service =
        ServiceDeclarations.of(
                session(
                    project(
                        plugin(
                            """
                            <configuration><services><service>
                              <name>db</name><image>postgres:15</image><size>3</size>
                              <isolation>database</isolation><scope>class</scope><migrations>src/sql</migrations>
                              <tuning><max_connections>50</max_connections></tuning>
                              <environment><TZ>UTC</TZ></environment><ports><port>5433</port></ports>
                              <readiness><logLine times="2">ready to accept</logLine></readiness>
                            </service></services></configuration>
                            """))))
            .get(0);
    assertThat(service.size()).hasValue(3);
    assertThat(service.isolation()).isEqualTo(Isolation.DATABASE);
    assertThat(service.scope()).isEqualTo(LeaseScope.CLASS);
    assertThat(service.migrations()).hasValue(Path.of("src/sql"));
    assertThat(service.tuning()).containsEntry("max_connections", "50");
    assertThat(service.environment()).containsEntry("TZ", "UTC");
    assertThat(service.ports()).containsExactly(5433);
    assertThat(service.readiness())
        .isInstanceOfSatisfying(
            Readiness.LogLine.class, line -> assertThat(line.times()).isEqualTo(2));
  }

  @Test
  void aMisspeltElementIsNamedWithThoseThatExist() {
    assertThatThrownBy(
            () ->
                ServiceDeclarations.of(
                    session(
                        project(
                            plugin(
                                "<configuration><services><service><name>db</name><image>postgres:15</image>"
                                    + "<isolaton>server</isolaton></service></services></configuration>")))))
        .hasMessageContaining("service db: unknown element <isolaton>")
        .hasMessageContaining("isolation");
  }

  @Test
  void thePoolIsReadFromTheCommandLineThenThePomThenTheEnvironment() throws Exception {
    String pool =
        "<configuration><profile>optimized</profile><pool><size>4</size><leaseTimeout>90s</leaseTimeout>"
            + "</pool></configuration>";
    MavenSession session = session(project(plugin(pool)));
    PoolSettings read = PoolDeclarations.of(session, Map.of("CONTAINER_POOL_SIZE", "7"));
    assertThat(read.profile()).isEqualTo(Profile.OPTIMIZED);
    assertThat(read.sizeOverride()).hasValue(4);
    assertThat(read.leaseTimeout()).isEqualTo(Duration.ofSeconds(90));

    MavenSession misspelt =
        session(project(plugin("<configuration><pool><sise>4</sise></pool></configuration>")));
    assertThatThrownBy(() -> PoolDeclarations.of(misspelt, Map.of()))
        .hasMessageContaining("unknown element <sise>");

    session.getUserProperties().setProperty("deploy-pipeline.pool.size", "5");
    assertThat(PoolDeclarations.of(session, Map.of()).sizeOverride()).hasValue(5);

    MavenSession plain = session(project(null));
    assertThat(PoolDeclarations.of(plain, Map.of("CONTAINER_POOL_SIZE", "7")).sizeOverride())
        .hasValue(7);
    assertThatThrownBy(() -> PoolDeclarations.of(plain, Map.of("CONTAINER_POOL_SIZE", "many")))
        .hasMessageContaining("CONTAINER_POOL_SIZE is 'many'");
  }

  @Test
  void serversAreKeptWhereThePomOrTheCommandLineSaysSo() throws Exception {
    MavenSession session =
        session(
            project(plugin("<configuration><pool><keepIdle>2h</keepIdle></pool></configuration>")));
    assertThat(PoolDeclarations.of(session, Map.of()).keepIdle()).isEmpty();
    session.getUserProperties().setProperty("deploy-pipeline.pool.keep", "true");
    assertThat(PoolDeclarations.of(session, Map.of()).keepIdle()).contains(Duration.ofHours(2));
    session.getUserProperties().setProperty("deploy-pipeline.pool.keep", "yes");
    assertThatThrownBy(() -> PoolDeclarations.of(session, Map.of()))
        .hasMessage("deploy-pipeline.pool.keep is 'yes'. Perhaps you should use true or false.");

    MavenSession kept =
        session(project(plugin("<configuration><pool><keep>true</keep></pool></configuration>")));
    assertThat(PoolDeclarations.of(kept, Map.of()).keepIdle()).contains(Duration.ofMinutes(30));
    kept.getUserProperties().setProperty("deploy-pipeline.pool.keepIdle", "soon");
    assertThatThrownBy(() -> PoolDeclarations.of(kept, Map.of())).hasMessageContaining("'soon'");
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
