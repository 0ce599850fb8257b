package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.reactor.ModuleFiles.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModuleFilesTest {

  private static final Path TARGET = Path.of("/m/target");
  private static final Path REPORT = TARGET.resolve("surefire-reports/TEST-a.xml");
  private static final Path SNIPPET = TARGET.resolve("snippets/a.adoc");

  private final ModuleFiles files = new ModuleFiles();

  private static Optional<OutputAreas> area(String directory) {
    return Optional.of(
        new OutputAreas(List.of(TARGET.resolve(directory)), List.of(), List.of(), TARGET));
  }

  @Test
  void whatATaskWroteAloneIsItsOwnWhereverItIs() {
    ModuleFiles.Turn tests = files.begin(area("surefire-reports"), true);

    assertThat(tests.owner(REPORT)).isEqualTo(Owner.SELF);
    assertThat(tests.owner(SNIPPET)).isEqualTo(Owner.SELF);
  }

  @Test
  void whatAKnownTaskBesideClaimsIsNotItsOwn() {
    ModuleFiles.Turn tests = files.begin(area("surefire-reports"), true);
    files.begin(area("snippets"), false);

    assertThat(tests.owner(SNIPPET)).isEqualTo(Owner.OTHER);
    assertThat(tests.owner(REPORT)).isEqualTo(Owner.SELF);
  }

  @Test
  void besideAnUnknownTaskNobodyKnowsWhoWroteWhat() {
    ModuleFiles.Turn unknown = files.begin(Optional.empty(), true);
    ModuleFiles.Turn tests = files.begin(area("surefire-reports"), true);
    unknown.end(List.of());

    assertThat(tests.owner(SNIPPET)).isEqualTo(Owner.UNKNOWN);
    assertThat(tests.owner(REPORT)).isEqualTo(Owner.SELF);
  }

  @Test
  void whatTwoTasksClaimAtOnceIsNobodys() {
    ModuleFiles.Turn one = files.begin(area("surefire-reports"), true);
    ModuleFiles.Turn other = files.begin(area("surefire-reports"), true);

    assertThat(one.owner(REPORT)).isEqualTo(Owner.UNKNOWN);
    assertThat(other.owner(REPORT)).isEqualTo(Owner.UNKNOWN);
  }

  @Test
  void tasksOneAfterTheOtherMayShareADirectory() {
    files.begin(area("classes"), true).end();
    ModuleFiles.Turn compiler = files.begin(area("classes"), true);

    assertThat(compiler.owner(TARGET.resolve("classes/A.class"))).isEqualTo(Owner.SELF);
  }

  @Test
  void aPackagerHasWhatItClaimsAndNothingElse() {
    ModuleFiles.Turn packager = files.begin(area("a.jar"), false);
    files.begin(area("surefire-reports"), true);

    assertThat(packager.owner(TARGET.resolve("a.jar"))).isEqualTo(Owner.SELF);
    assertThat(packager.owner(SNIPPET)).isEqualTo(Owner.OTHER);
  }

  @Test
  void filesOfUnknownTasksAreRememberedUntilAKnownOneWritesThem() {
    files.begin(Optional.empty(), true).end(List.of("target/a", "target/b"));
    files.left(List.of("target/b", "target/c"));
    files.begin(Optional.empty(), true).end(List.of("target/c"));

    assertThat(files.byOthers()).containsExactly("target/a");
    assertThat(files.known()).containsExactlyInAnyOrder("target/b", "target/c");
    assertThat(files.isLost()).isFalse();
    files.begin(Optional.empty(), true).lose();
    assertThat(files.isLost()).isTrue();
  }
}
