package dev.deploypipeline.pipeline;

import static dev.deploypipeline.pipeline.Mojos.id;
import static dev.deploypipeline.pipeline.Mojos.known;
import static dev.deploypipeline.pipeline.Mojos.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.ModulePlacer.Placed;
import dev.deploypipeline.pipeline.ModulePlacer.Wait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModulePlacerTest {

  private static Placed place(PlannedMojo... mojos) {
    return new ModulePlacer(GoalTable.builtIn(), false).place(List.of(mojos));
  }

  private static Set<TaskId> before(Placed placed, String name) {
    return placed.waits().stream()
        .filter(wait -> wait.after().equals(id(name)))
        .map(Wait::before)
        .collect(Collectors.toSet());
  }

  private static Placement placement(Placed placed, String name) {
    return placed.placements().stream()
        .filter(one -> one.id().equals(id(name)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSpineKeepsMavensOrder() {
    Placed placed = place(known("resources"), known("compile"), known("testCompile"), known("jar"));

    assertThat(placed.waits())
        .containsExactlyInAnyOrder(
            new Wait(id("resources"), id("compile")),
            new Wait(id("compile"), id("testCompile")),
            new Wait(id("testCompile"), id("jar")));
  }

  @Test
  void aJarDoesNotWaitForTheTestsThatMavenRunsBeforeIt() {
    Placed placed = place(known("compile"), known("testCompile"), known("unit"), known("jar"));

    assertThat(before(placed, "jar")).containsExactly(id("testCompile"));
    assertThat(before(placed, "unit")).containsExactly(id("testCompile"));
  }

  @Test
  void testsSeeTheProjectAsTheSpineLeftItBeforeThem() {
    Placed placed = place(known("compile"), known("testCompile"), known("unit"), known("jar"));

    assertThat(placement(placed, "unit").viewAfter()).contains(id("testCompile"));
    assertThat(placement(placed, "jar").viewAfter()).isEmpty();
  }

  @Test
  void anUnknownGoalBehindTestsWaitsForThemAndMergesWhatTheyChanged() {
    Placed placed =
        place(known("testCompile"), known("unit"), unknown("zip", "prepare-package"), known("jar"));

    assertThat(before(placed, "zip")).containsExactlyInAnyOrder(id("testCompile"), id("unit"));
    assertThat(placement(placed, "zip").rejoins()).containsExactly(id("unit"));
    assertThat(before(placed, "jar")).containsExactly(id("zip"));
  }

  @Test
  void theUnknownPackagerOfAPackagingDoesNotWaitForTests() {
    PlannedMojo bundle =
        new PlannedMojo(
            id("bundle"),
            "org.example",
            "x-maven-plugin",
            "bundle",
            "package",
            true,
            true,
            false,
            "",
            Set.of());
    Placed placed = place(known("testCompile"), known("unit"), bundle);

    assertThat(placement(placed, "bundle").role()).isEqualTo(GoalRole.ASSEMBLER);
    assertThat(before(placed, "bundle")).containsExactly(id("testCompile"));
  }

  @Test
  void aSourceCheckBoundToVerifySeesAllRootsThatWereAddedUntilTheTestsWereCompiled() {
    Placed placed =
        place(
            unknown("generate", "generate-sources"),
            known("compile"),
            known("testCompile"),
            known("unit"),
            known("jar"),
            known("checkstyle"));

    assertThat(before(placed, "checkstyle")).containsExactly(id("testCompile"));
    assertThat(placement(placed, "checkstyle").viewAfter()).contains(id("testCompile"));
  }

  @Test
  void twoExecutionsOfOneCheckFollowEachOther() {
    PlannedMojo first = known("checkstyle");
    PlannedMojo second =
        new PlannedMojo(
            id("checkstyleTests"),
            first.groupId(),
            first.artifactId(),
            first.goal(),
            first.phase(),
            false,
            true,
            false,
            "",
            Set.of());
    Placed placed = place(known("compile"), known("testCompile"), first, second);

    assertThat(before(placed, "checkstyleTests"))
        .containsExactlyInAnyOrder(id("testCompile"), id("checkstyle"));
  }

  @Test
  void aSourceCheckSeesWhatALateUnknownGoalWrote() {
    Placed placed =
        place(known("compile"), known("jar"), unknown("rewrite", "package"), known("checkstyle"));

    assertThat(before(placed, "checkstyle")).containsExactly(id("rewrite"));
  }

  @Test
  void aClassCheckWaitsForTheTestClasses() {
    Placed placed =
        place(known("compile"), known("testCompile"), known("unit"), known("jar"), known("pmd"));

    assertThat(before(placed, "pmd")).containsExactly(id("testCompile"));
  }

  @Test
  void integrationTestsWaitForTheJarAndTheirVerdictForThem() {
    Placed placed =
        place(known("testCompile"), known("unit"), known("jar"), known("it"), known("itVerify"));

    assertThat(before(placed, "it")).containsExactly(id("jar"));
    assertThat(before(placed, "itVerify")).contains(id("it"), id("unit"));
  }

  @Test
  void whatStopsAServerWaitsForTheIntegrationTests() {
    Placed placed =
        place(
            known("jar"),
            unknown("start", "pre-integration-test"),
            known("it"),
            unknown("stop", "post-integration-test"),
            known("itVerify"));

    assertThat(before(placed, "it")).containsExactly(id("start"));
    assertThat(before(placed, "stop")).containsExactlyInAnyOrder(id("start"), id("it"));
    assertThat(before(placed, "itVerify")).containsExactly(id("stop"));
  }

  @Test
  void installWaitsForEverything() {
    Placed placed =
        place(
            known("testCompile"),
            known("unit"),
            known("jar"),
            known("checkstyle"),
            known("install"));

    assertThat(before(placed, "install"))
        .containsExactlyInAnyOrder(id("jar"), id("unit"), id("checkstyle"));
  }

  @Test
  void aDeployGoalBoundEarlyKeepsItsPlace() {
    PlannedMojo early =
        new PlannedMojo(
            id("early"),
            "org.apache.maven.plugins",
            "maven-deploy-plugin",
            "deploy",
            "package",
            false,
            true,
            false,
            "",
            Set.of());
    Placed placed = place(known("unit"), early);

    assertThat(placement(placed, "early").role()).isEqualTo(GoalRole.UNKNOWN);
    assertThat(before(placed, "early")).containsExactly(id("unit"));
  }

  @Test
  void packagedMeansTheSpineAndEveryUnknownGoalButNoTests() {
    Placed placed =
        place(
            known("compile"),
            known("unit"),
            known("jar"),
            unknown("image", "verify"),
            known("checkstyle"));

    assertThat(placed.packaged()).containsExactlyInAnyOrder(id("compile"), id("jar"), id("image"));
    assertThat(placed.classes()).containsExactly(id("compile"));
    assertThat(placed.verified()).contains(id("unit"), id("checkstyle"));
  }

  @Test
  void afterAFailureElsewhereTestsWaitForAllThatMavenRunsBeforeThem() {
    PlannedMojo earlyCheck =
        new PlannedMojo(
            id("early"),
            "org.apache.maven.plugins",
            "maven-checkstyle-plugin",
            "check",
            "validate",
            false,
            true,
            false,
            "",
            Set.of());
    Placed placed =
        new ModulePlacer(GoalTable.builtIn(), true)
            .place(
                List.of(
                    earlyCheck,
                    known("compile"),
                    known("testCompile"),
                    known("unit"),
                    known("it")));

    assertThat(before(placed, "unit")).containsExactlyInAnyOrder(id("testCompile"), id("early"));
    assertThat(before(placed, "it")).contains(id("unit"));
  }

  @Test
  void whatRunsPhasesAgainDoesNotRunBesideTheOthers() {
    for (String phase : List.of("generate-sources", "test-compile")) {
      ModulePlacer.Placed placed =
          new ModulePlacer(GoalTable.builtIn(), false)
              .place(List.of(known("compile"), known("jar"), Mojos.documentation(phase)));
      Placement javadoc = placed.placements().get(2);
      assertThat(javadoc.role().onSpine()).as(phase).isTrue();
      assertThat(placed.packaged()).contains(javadoc.id());
    }
    ModulePlacer.Placed beside =
        new ModulePlacer(GoalTable.builtIn(), false)
            .place(List.of(known("compile"), known("jar"), Mojos.documentation("")));
    assertThat(beside.placements().get(2).role().onSpine()).isFalse();
  }

  @Test
  void twoExecutionsOfSurefireFollowEachOther() {
    PlannedMojo second =
        new PlannedMojo(
            id("second"),
            "org.apache.maven.plugins",
            "maven-surefire-plugin",
            "test",
            "test",
            false,
            true,
            false,
            "",
            Set.of());
    Placed placed = place(known("testCompile"), known("unit"), second);

    assertThat(before(placed, "second")).contains(id("unit"));
  }

  @Test
  void servicesStartWithoutWaitingForAnything() {
    Placed placed = place(unknown("enforce", "validate"), Mojos.warmUp(Mojos.MODULE));

    assertThat(before(placed, "warmUp")).isEmpty();
    assertThat(placement(placed, "warmUp").viewAfter()).isEqualTo(Optional.empty());
  }
}
