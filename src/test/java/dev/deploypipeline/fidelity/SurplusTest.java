package dev.deploypipeline.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SurplusTest {

  private static final String MAVEN_4_COPIES = ".mvn/target/project-local-repo/it.group";

  private final SortedMap<String, String> reference =
      new TreeMap<>(
          java.util.Map.of(
              "module alpha", "SUCCESS", "module beta", "SKIPPED", "file alpha/target/a.jar", "1"));

  private SortedMap<String, String> keptOf(String fact, String... arguments) {
    SortedMap<String, String> run = new TreeMap<>(reference);
    run.put(fact, "something");
    SortedMap<String, String> kept = Surplus.without(run, reference, List.of(arguments));
    kept.keySet().removeAll(reference.keySet());
    return kept;
  }

  @Test
  void aFileInAModuleThatMavenDidNotReachIsSurplus() {
    assertThat(keptOf("file beta/target/b.jar")).isEmpty();
    assertThat(keptOf("coverage in file beta/target/site/jacoco.xml of class B")).isEmpty();
    assertThat(keptOf("test beta/target/surefire-reports b.BTest.works")).isEmpty();
    assertThat(keptOf("file " + MAVEN_4_COPIES + "/beta/1.0/beta-1.0.jar!/b/B.class")).isEmpty();
  }

  @Test
  void aFileInAModuleThatMavenFinishedIsADifference() {
    assertThat(keptOf("file alpha/target/more.jar")).isNotEmpty();
    assertThat(keptOf("file " + MAVEN_4_COPIES + "/alpha/1.0/alpha-1.0.jar")).isNotEmpty();
    assertThat(keptOf("file target/beta/left-over.txt")).isNotEmpty();
  }

  @Test
  void aTestThatMavenDidNotRunIsADifferenceWhereTheBuildGoesOn() {
    assertThat(keptOf("test beta/target/surefire-reports b.BTest.works", "-fae")).isNotEmpty();
  }

  @Test
  void anotherFailedGoalIsADifference() {
    assertThat(keptOf("failed goal beta: org:x:1:y (z)")).isNotEmpty();
  }
}
