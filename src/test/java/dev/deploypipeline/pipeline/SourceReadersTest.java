package dev.deploypipeline.pipeline;

import static dev.deploypipeline.pipeline.Mojos.id;
import static dev.deploypipeline.pipeline.Mojos.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.ModulePlacer.Placed;
import dev.deploypipeline.pipeline.ModulePlacer.Wait;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where goals stand that make sources or documents beside those that read them. */
class SourceReadersTest {

  private static Placed place(PlannedMojo... mojos) {
    return new ModulePlacer(GoalTable.builtIn(), false).place(List.of(mojos));
  }

  private static Set<TaskId> before(Placed placed, String name) {
    return placed.waits().stream()
        .filter(wait -> wait.after().equals(id(name)))
        .map(Wait::before)
        .collect(Collectors.toSet());
  }

  @Test
  void whatGeneratesSourcesAgainRunsBesideNoCheckThatReadsThem() {
    Placed placed =
        place(known("testCompile"), Mojos.earlyCheckstyle(), Mojos.sources(), known("checkstyle"));

    assertThat(before(placed, "sources"))
        .containsExactlyInAnyOrder(id("testCompile"), id("earlyCheckstyle"));
    assertThat(before(placed, "checkstyle")).contains(id("sources"));
  }

  @Test
  void whatGeneratesSourcesAgainDoesNotWaitForTests() {
    Placed placed = place(known("testCompile"), known("unit"), Mojos.sources(), known("jar"));

    assertThat(before(placed, "sources")).containsExactly(id("testCompile"));
  }

  @Test
  void sourcesDoNotWaitForServers() {
    Placed placed =
        place(Mojos.warmUp(Mojos.MODULE), known("testCompile"), Mojos.sources(), known("jar"));

    assertThat(before(placed, "sources")).containsExactly(id("testCompile"));
  }

  @Test
  void aBillOfMaterialsMadeBeforePackagingIsPackaged() {
    Placed early = place(known("compile"), Mojos.bill("prepare-package"), known("jar"));
    Placed late = place(known("compile"), known("jar"), Mojos.bill("package"));

    assertThat(before(early, "jar")).containsExactly(id("bill"));
    assertThat(late.placements())
        .filteredOn(placement -> placement.id().equals(id("bill")))
        .singleElement()
        .matches(Placement::side);
  }
}
