package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class ConfigurationReferencesTest {

  private final MavenProject model = project("model");
  private final MavenProject orders = project("orders");
  private final MavenProject last = project("last");
  private final ConfigurationReferences references =
      new ConfigurationReferences(List.of(model, orders, last), Path.of("/shop"));

  private static MavenProject project(String artifactId) {
    Model model = new Model();
    model.setGroupId("shop");
    model.setArtifactId(artifactId);
    model.setVersion("1");
    Build build = new Build();
    Path directory = Path.of("/shop", artifactId).normalize();
    build.setDirectory(directory + "/target");
    model.setBuild(build);
    MavenProject project = new MavenProject(model);
    project.setFile(directory.resolve("pom.xml").toFile());
    return project;
  }

  private static Xpp3Dom dom(String xml) throws Exception {
    return Xpp3DomBuilder.build(new StringReader("<configuration>" + xml + "</configuration>"));
  }

  private static void configure(MavenProject project, String xml) throws Exception {
    Plugin plugin = new Plugin();
    plugin.setArtifactId("some-maven-plugin");
    PluginExecution execution = new PluginExecution();
    execution.setConfiguration(dom(xml));
    plugin.addExecution(execution);
    project.getBuild().addPlugin(plugin);
  }

  @Test
  void anAnnotationProcessorPathNamesItsModule() throws Exception {
    configure(
        last,
        "<annotationProcessorPaths><path><groupId>shop</groupId><artifactId>model</artifactId>"
            + "<version>1</version></path></annotationProcessorPaths>");

    assertThat(references.named(last)).containsExactly("shop:model");
    assertThat(references.byPath().get("shop:last")).isEmpty();
  }

  @Test
  void anotherVersionIsNoModuleOfThisReactor() throws Exception {
    configure(
        last, "<a><groupId>shop</groupId><artifactId>model</artifactId><version>0.9</version></a>");

    assertThat(references.named(last)).isEmpty();
  }

  @Test
  void aPathIntoTheBuildDirectoryOfAModuleNamesItWhereverItStands() throws Exception {
    configure(last, "<target><copy todir='x'><fileset dir='../orders/target'/></copy></target>");
    configure(last, "<data>/shop/model/target/jacoco.exec</data>");

    assertThat(references.byPath().get("shop:last"))
        .containsExactlyInAnyOrder("shop:orders", "shop:model");
  }

  @Test
  void aResourceFolderInAnotherModuleNamesIt() {
    Resource resource = new Resource();
    resource.setDirectory("/shop/last/../model/target/generated");
    last.getBuild().addResource(resource);

    assertThat(references.byPath().get("shop:last")).containsExactly("shop:model");
  }

  @Test
  void whoeverComesLaterWaitsWhereAnEarlierModuleWritesIntoIt() throws Exception {
    configure(orders, "<outputDirectory>../last/target/classes/static</outputDirectory>");
    configure(orders, "<b>/shop/orders/target/y</b>");
    configure(orders, "<c><groupId>shop</groupId><artifactId>last</artifactId></c>");

    assertThat(references.byPath().get("shop:orders")).isEmpty();
    assertThat(references.byPath().get("shop:last")).containsExactly("shop:orders");
    assertThat(references.named(orders)).isEmpty();
  }

  @Test
  void whatMavenEvaluatesLateAndDetoursAreUnderstood() throws Exception {
    configure(last, "<a>${session.executionRootDirectory}/model/target</a>");
    configure(last, "<b>/shop/parent/../orders/target/x.jar</b>");

    assertThat(references.byPath().get("shop:last"))
        .containsExactlyInAnyOrder("shop:model", "shop:orders");
  }

  @Test
  void whatAModuleMakesOutsideItsBuildDirectoryCountsToo() throws Exception {
    configure(last, "<directory>../model/dist</directory>");

    assertThat(references.byPath().get("shop:last")).containsExactly("shop:model");
  }

  @Test
  void aPatternThatSearchesAllBuildDirectoriesReadsAllModulesBeforeIt() throws Exception {
    configure(
        last,
        "<fileSet><directory>/shop/last/..</directory>"
            + "<includes><include>**/target/*.exec</include></includes></fileSet>");

    assertThat(references.byPath().get("shop:last"))
        .containsExactlyInAnyOrder("shop:model", "shop:orders");
    assertThat(references.byPath().get("shop:orders")).isEmpty();
  }

  @Test
  void aPathBehindAnotherWordCountsAndSoDoesOneIntoANestedModule() throws Exception {
    MavenProject nested = project("last/nested");
    configure(last, "<argLine>-Ddata=/shop/model/target/x -Dmore=/shop/last/target/y</argLine>");
    configure(last, "<a>nested/target/classes</a>");

    assertThat(
            new ConfigurationReferences(List.of(model, nested, last), Path.of("/shop"))
                .byPath()
                .get("shop:last"))
        .containsExactlyInAnyOrder("shop:model", "shop:last/nested");
  }

  @Test
  void aSiblingWhoseNameBeginsWithOursIsFound() throws Exception {
    MavenProject sibling = project("last-api");
    configure(last, "<a>/shop/last-api/target/x</a>");

    assertThat(
            new ConfigurationReferences(List.of(sibling, last), Path.of("/shop"))
                .byPath()
                .get("shop:last"))
        .containsExactly("shop:last-api");
  }

  @Test
  void aWordThatIsTheNameOfAModuleIsNoPath() throws Exception {
    MavenProject parent = project("..");
    configure(parent, "<a>model</a><b>com.model.Order</b>");

    assertThat(
            new ConfigurationReferences(List.of(parent, model), Path.of("/shop"))
                .byPath()
                .get("shop:model"))
        .isEmpty();
  }

  @Test
  void coordinatesInOneTextNameTheirModule() throws Exception {
    configure(last, "<resourceBundle>shop:orders:1</resourceBundle>");

    assertThat(references.named(last)).containsExactly("shop:orders");
  }

  @Test
  void aModuleWithALongerNameIsAnother() throws Exception {
    configure(last, "<a>../model-api/target/x</a>");

    assertThat(references.byPath().get("shop:last")).isEmpty();
  }

  @Test
  void sourcesOfAnotherModuleAreThereBeforeAnyBuild() throws Exception {
    configure(last, "<a>../model/src/main/checkstyle.xml</a>");

    assertThat(references.byPath().get("shop:last")).isEmpty();
  }
}
