package dev.deploypipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deploypipeline.config.MojoModel.ClassPath;
import dev.deploypipeline.config.MojoModel.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MojoModelsTest {

  private static final String PLUGINS = "org.apache.maven.plugins";

  @Test
  void theBuiltInTableKnowsWhatTestsRead() {
    MojoModel model =
        MojoModels.builtIn().find(PLUGINS, "maven-surefire-plugin", "test", "3.6.1").orElseThrow();

    assertThat(model.kind()).isEqualTo(Kind.TESTS);
    assertThat(model.classPath()).isEqualTo(ClassPath.CONTENT);
    assertThat(model.inputs()).contains("testClassesDirectory", "classesDirectory");
    assertThat(model.temporary()).containsExactly("tempDir");
    assertThat(model.ignored()).doesNotContain("argLine", "groups");
  }

  @ParameterizedTest
  @CsvSource({
    "2.22.2, false",
    "3.0.0, true",
    "3.0.0-M7, true",
    "3.6.1, true",
    "4.0.0-beta-1, false",
    "4, false"
  })
  void aModelHoldsForSomeVersionsOnly(String version, boolean known) {
    assertThat(
            MojoModels.builtIn()
                .find(PLUGINS, "maven-surefire-plugin", "test", version)
                .isPresent())
        .isEqualTo(known);
  }

  @Test
  void aGoalThatIsNotListedIsUnknown() {
    assertThat(MojoModels.builtIn().find("org.example", "maven-surefire-plugin", "test", "3.6.1"))
        .isEmpty();
    assertThat(MojoModels.builtIn().find(PLUGINS, "maven-antrun-plugin", "run", "3.1.0")).isEmpty();
  }

  @Test
  void rowsOfTheUserComeFirst() {
    MojoModel own =
        MojoModels.row(
            PLUGINS + ":maven-surefire-plugin:test 3.0-4.0 known none out=^*.txt ignore=a,b");

    assertThat(
            MojoModels.builtIn()
                .with(List.of(own))
                .find(PLUGINS, "maven-surefire-plugin", "test", "3.6.1"))
        .contains(own);
    assertThat(own.outputs()).containsExactly("^*.txt");
    assertThat(own.ignored()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aBadRowIsNamed() {
    assertThatThrownBy(() -> MojoModels.row("a:b:c 3.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a:b:c 3.0");
    assertThatThrownBy(() -> MojoModels.row("a:b:c 3.0-4.0 files none inn=x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'inn'");
    assertThatThrownBy(() -> MojoModels.row("a:b 3.0-4.0 files none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a:b'");
  }
}
