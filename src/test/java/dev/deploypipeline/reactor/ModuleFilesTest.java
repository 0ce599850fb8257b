package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.reactor.ModuleFiles.Owner;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleFilesTest {

  private static final Path TARGET = Path.of("/m/target");
  private static final Path REPORT = TARGET.resolve("surefire-reports/TEST-a.xml");
  private static final Path SNIPPET = TARGET.resolve("snippets/a.adoc");

  private final ModuleFiles files = new ModuleFiles();

  private static OutputAreas area(String directory) {
    return new OutputAreas(List.of(TARGET.resolve(directory)), List.of(), List.of(), TARGET);
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
    ModuleFiles.Turn unknown = files.begin(OutputAreas.unknown(TARGET), true);
    ModuleFiles.Turn tests = files.begin(area("surefire-reports"), true);
    unknown.end();

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
  void aTaskFindsWhatStandsBeforeItInMavensOrderWhoeverRanFirst() {
    files.left(7, List.of("target/a.war"));
    files.left(2, List.of("target/classes/A.class"));

    assertThat(files.before(5)).containsExactly("target/classes/A.class");
    assertThat(files.before(8)).containsExactly("target/a.war", "target/classes/A.class");
  }

  @Test
  void filesOfLaterTasksAreNoInputOfWhatFindsThem() {
    files.left(1, List.of("resource"));
    files.left(5, List.of("later"));
    files.leftLast(9, true, List.of("knownLast", "resource"));
    files.leftLast(9, false, List.of("laterLast"));
    files.leftLast(1, false, List.of("earlierLast"));

    assertThat(List.of("resource", "later", "knownLast", "laterLast", "earlierLast", "stranger"))
        .filteredOn(file -> files.isNoInput(file, 3))
        .containsExactly("later", "knownLast", "laterLast");
    assertThat(files.isExplained("earlierLast")).isTrue();
    assertThat(files.isExplained("stranger")).isFalse();
  }

  @Test
  void anArchiveThatAppearsWhileOthersRunIsNobodys() {
    ModuleFiles.Turn tests = files.begin(area("surefire-reports"), true);
    files.begin(area("a.jar"), false);

    assertThat(tests.owner(TARGET.resolve("libs/a.jar"))).isEqualTo(Owner.UNKNOWN);
    assertThat(tests.owner(SNIPPET)).isEqualTo(Owner.SELF);
  }

  @Test
  void whoDoesNotKnowWhatWasWrittenSaysSo() {
    assertThat(files.isLost()).isFalse();
    files.begin(OutputAreas.unknown(TARGET), true).lose();
    assertThat(files.isLost()).isTrue();
  }
}
