package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.MojoModel;
import dev.deploypipeline.config.MojoModel.ClassPath;
import dev.deploypipeline.config.MojoModel.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutputAreasTest {

  private static final Path BASE = Path.of("/m");
  private static final Path TARGET = BASE.resolve("target");

  private static OutputAreas areas(Map<String, List<String>> values, String... outputs) {
    MojoModel model =
        new MojoModel(
            "g:a:jar",
            "1",
            "2",
            Kind.FILES,
            ClassPath.NONE,
            Set.of(),
            Set.of(outputs),
            Set.of("tempDir"),
            Set.of());
    return OutputAreas.of(
        model,
        new MojoValues(new TreeMap<>(values), Optional.empty()),
        new ModulePaths(BASE, TARGET));
  }

  @Test
  void aParameterNamesADirectoryWithAllBelowIt() {
    OutputAreas areas =
        areas(Map.of("outputDirectory", List.of("/m/target/classes")), "outputDirectory");

    assertThat(areas.cover(TARGET.resolve("classes/a/A.class"))).isTrue();
    assertThat(areas.cover(TARGET.resolve("classes2/A.class"))).isFalse();
    assertThat(areas.areBelowBuildDirectory()).isTrue();
  }

  @Test
  void aFileIsNamedByParametersInBraces() {
    OutputAreas plain =
        areas(Map.of("finalName", List.of("a-1.0")), "^{finalName}{-classifier}.jar");
    OutputAreas classified =
        areas(
            Map.of("finalName", List.of("a[1]"), "classifier", List.of("tests")),
            "^{finalName}{-classifier}.jar");

    assertThat(plain.cover(TARGET.resolve("a-1.0.jar"))).isTrue();
    assertThat(plain.cover(TARGET.resolve("a-1.0-sources.jar"))).isFalse();
    assertThat(plain.cover(TARGET.resolve("sub/a-1.0.jar"))).isFalse();
    assertThat(classified.cover(TARGET.resolve("a[1]-tests.jar"))).isTrue();
  }

  @Test
  void temporaryFilesAreClaimedAndMeanNothing() {
    OutputAreas areas = areas(Map.of("tempDir", List.of("surefire-a")));

    assertThat(areas.coverTemporary(TARGET.resolve("surefire-a/x.tmp"))).isTrue();
    assertThat(areas.cover(TARGET.resolve("surefire-a/x.tmp"))).isTrue();
    assertThat(areas.coverTemporary(TARGET.resolve("surefire-reports/x.xml"))).isFalse();
  }

  @Test
  void whatIsWrittenOutsideOfTheBuildDirectoryIsSeen() {
    OutputAreas areas = areas(Map.of("outputDirectory", List.of("src/gen")), "outputDirectory");

    assertThat(areas.areBelowBuildDirectory()).isFalse();
  }
}
