package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.pipeline.Module;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeededFilesTest {

  private static Module module(String id, Set<String> upstream, Set<String> packaged) {
    return new Module(id, upstream, packaged, Set.of(), Set.of(), Set.of(), Set.of());
  }

  private static NeededFiles of(Module... modules) {
    return new NeededFiles(List.of(modules), id -> Set.of(), id -> Set.of());
  }

  @Test
  void whereClassesWillDoNobodyNeedsAFile() {
    NeededFiles files = of(module("a", Set.of(), Set.of()), module("b", Set.of("a"), Set.of()));

    assertThat(files.usersOf("a")).isEmpty();
    assertThat(files.usersOf("b")).isEmpty();
  }

  @Test
  void whatIsPackagedNeedsTheFilesOfAllThatItUses() {
    NeededFiles files =
        of(
            module("a", Set.of(), Set.of()),
            module("b", Set.of("a"), Set.of()),
            module("c", Set.of("b"), Set.of()),
            module("d", Set.of("c"), Set.of("c")));

    assertThat(files.usersOf("c")).containsExactly("d");
    assertThat(files.usersOf("b")).containsExactly("c");
    assertThat(files.usersOf("a")).containsExactly("b");
    assertThat(files.usersOf("d")).isEmpty();
  }

  @Test
  void pluginsOfTheReactorAndFilesThatAConfigurationNamesAreNeeded() {
    Module late = new Module("b", Set.of(), Set.of(), Set.of(), Set.of(), Set.of("a"), Set.of());
    Module reader = new Module("c", Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of("b"));
    NeededFiles files =
        new NeededFiles(
            List.of(module("a", Set.of(), Set.of()), late, reader, module("d", Set.of(), Set.of())),
            id -> Map.of("d", Set.of("c")).getOrDefault(id, Set.of()),
            id -> Set.of());

    assertThat(files.usersOf("a")).containsExactly("b");
    assertThat(files.usersOf("b")).containsExactly("c");
    assertThat(files.usersOf("c")).containsExactly("d");
  }

  @Test
  void aGoalThatReadsFilesNeedsThoseOfAllThatItsModuleUses() {
    NeededFiles files =
        new NeededFiles(
            List.of(
                module("a", Set.of(), Set.of()),
                module("b", Set.of("a"), Set.of()),
                module("c", Set.of("b"), Set.of())),
            id -> Set.of(),
            id -> id.equals("c") ? Set.of("x:unpack", "x:copy") : Set.of());

    assertThat(files.usersOf("b")).containsExactly("c (x:copy, x:unpack)");
    assertThat(files.usersOf("a")).containsExactly("b");
    assertThat(files.usersOf("c")).isEmpty();
  }

  @Test
  void aModuleThatCannotBePlannedYetMayReadTheFilesOfAllThatItUses() {
    Module late =
        new Module("b", Set.of("a"), Set.of(), Set.of(), Set.of(), Set.of("plugin"), Set.of());

    assertThat(of(module("a", Set.of(), Set.of()), late).usersOf("a")).containsExactly("b");
  }

  @Test
  void whatCopiesDependenciesAndWhatIsNotKnownAndResolvesThemReadsFiles() {
    FileReaders readers = new FileReaders(GoalTable.builtIn());
    String apache = "org.apache.maven.plugins";

    assertThat(readers.has(apache, "maven-dependency-plugin", "unpack", null)).isTrue();
    assertThat(readers.has(apache, "maven-dependency-plugin", "analyze-only", "test")).isFalse();
    assertThat(readers.has(apache, "maven-compiler-plugin", "compile", "compile")).isFalse();
    assertThat(readers.has("org.example", "example-maven-plugin", "weave", "runtime")).isTrue();
    assertThat(readers.has("org.example", "example-maven-plugin", "weave", null)).isFalse();
    assertThat(readers.has("org.example", "example-maven-plugin", "weave", "")).isFalse();
  }

  @Test
  void aModuleOutsideOfTheReactorIsNotLookedFor() {
    NeededFiles files = of(module("a", Set.of("gone"), Set.of("gone")));

    assertThat(files.usersOf("gone")).containsExactly("a");
  }
}
