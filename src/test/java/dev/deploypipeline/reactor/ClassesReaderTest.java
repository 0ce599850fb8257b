package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.apache.maven.repository.internal.MavenWorkspaceReader;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.junit.jupiter.api.Test;

class ClassesReaderTest {

  /** As Maven's reader of the reactor: knows models, and files once they are packaged. */
  private static final class Mavens implements MavenWorkspaceReader {

    private final WorkspaceRepository repository = new WorkspaceRepository("reactor");
    private final Model model = new Model();

    @Override
    public Model findModel(Artifact artifact) {
      return model;
    }

    @Override
    public WorkspaceRepository getRepository() {
      return repository;
    }

    @Override
    public File findArtifact(Artifact artifact) {
      return new File("/packaged/" + artifact.getArtifactId() + ".jar");
    }

    @Override
    public List<String> findVersions(Artifact artifact) {
      return List.of();
    }
  }

  private final Mavens mavens = new Mavens();

  private static MavenProject project(String artifactId) {
    Model model = new Model();
    model.setGroupId("shop");
    model.setArtifactId(artifactId);
    model.setVersion("1");
    Build build = new Build();
    build.setOutputDirectory("/shop/" + artifactId + "/target/classes");
    build.setTestOutputDirectory("/shop/" + artifactId + "/target/test-classes");
    model.setBuild(build);
    MavenProject project = new MavenProject(model);
    DefaultArtifactHandler handler = new DefaultArtifactHandler("jar");
    project.setArtifact(new DefaultArtifact("shop", artifactId, "1", null, "jar", null, handler));
    return project;
  }

  private WorkspaceReader reader() {
    Map<String, MavenProject> projects =
        Map.of("shop:model:1", project("model"), "shop:shaded:1", project("shaded"));
    return new ClassesReader(mavens, projects, Set.of("shop:shaded")).asMavens();
  }

  private static Artifact artifact(String name, String classifier) {
    return new org.eclipse.aether.artifact.DefaultArtifact("shop", name, classifier, "jar", "1");
  }

  @Test
  void aModuleIsItsClassDirectoryWhetherOrNotThatExists() {
    assertThat(reader().findArtifact(artifact("model", "")))
        .isEqualTo(new File("/shop/model/target/classes"));
    assertThat(reader().findArtifact(artifact("model", "tests")))
        .isEqualTo(new File("/shop/model/target/test-classes"));
  }

  @Test
  void whatADirectoryCannotStandForIsLeftToMaven() {
    assertThat(reader().findArtifact(artifact("shaded", "")))
        .isEqualTo(new File("/packaged/shaded.jar"));
    assertThat(reader().findArtifact(artifact("stranger", "")))
        .isEqualTo(new File("/packaged/stranger.jar"));
  }

  @Test
  void itIsRecognisedAsAReaderThatKnowsModels() {
    assertThat(reader()).isInstanceOf(MavenWorkspaceReader.class);
    assertThat(((MavenWorkspaceReader) reader()).findModel(artifact("model", "")))
        .isSameAs(mavens.model);
  }

  @Test
  void itsAnswersAreCachedApartFromThoseOfMavensReader() {
    assertThat(reader().getRepository()).isNotEqualTo(mavens.repository);
  }
}
