package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerunCommandTest {

  private static RerunCommand of(boolean alsoMake, boolean failsafe, boolean majorTwo) {
    return new RerunCommand(
        Optional.of("core"), alsoMake, failsafe, majorTwo, false, false, List.of());
  }

  @Test
  void theOnlyModuleNeedsNoName() {
    assertThat(
            new RerunCommand(Optional.empty(), false, false, false, false, false, List.of())
                .of("p.CartTest", "adds"))
        .isEqualTo("mvn deploy-pipeline:run -Dtest=p.CartTest#adds");
  }

  @Test
  void aModuleThatUsesOthersIsBuiltWithThemAndTheyNeedNotHaveTheTest() {
    assertThat(of(true, false, false).of("p.CartTest", "adds"))
        .isEqualTo(
            "mvn deploy-pipeline:run -pl :core -am -Dtest=p.CartTest#adds"
                + " -Dsurefire.failIfNoSpecifiedTests=false");
  }

  @Test
  void anotherExecutionOfTheModuleNeedNotHaveTheTestEither() {
    assertThat(
            new RerunCommand(Optional.of("core"), false, false, false, true, false, List.of())
                .of("p.CartTest", "adds"))
        .endsWith("-Dtest=p.CartTest#adds -Dsurefire.failIfNoSpecifiedTests=false");
  }

  @Test
  void aUnitTestRunsWithoutIntegrationTests() {
    assertThat(
            new RerunCommand(Optional.empty(), false, false, false, false, true, List.of())
                .of("p.CartTest", "adds"))
        .isEqualTo("mvn deploy-pipeline:run -Dtest=p.CartTest#adds -DskipITs");
  }

  @Test
  void anIntegrationTestRunsWithoutUnitTests() {
    assertThat(of(true, true, false).of("p.CartIT", "adds"))
        .isEqualTo(
            "mvn deploy-pipeline:run -pl :core -am -Dtest=none"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=p.CartIT#adds"
                + " -Dfailsafe.failIfNoSpecifiedTests=false");
    assertThat(of(true, true, true).of("p.CartIT", "adds"))
        .endsWith("-Dit.failIfNoSpecifiedTests=false");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "adds,#adds",
        "adds(int)[2],#adds",
        "\"adds(int, String)[2]\",#adds",
        "adds{int}[1],#adds*",
        "adds[2],#adds*",
        "adds[first],#adds*",
        "\"\",\"\"",
        "initializationError,\"\"",
        "executionError,\"\"",
        "should add two numbers,\"\"",
        "müde,#müde"
      })
  void theMethodIsWhatTheSelectionUnderstands(String test, String selection) {
    assertThat(of(false, false, false).of("p.CartTest", test).replace("'", ""))
        .isEqualTo("mvn deploy-pipeline:run -pl :core -Dtest=p.CartTest" + selection);
  }

  @Test
  void theProfilesAreNamedAgain() {
    assertThat(
            new RerunCommand(
                    Optional.empty(), false, false, false, false, false, List.of("ci", "fast"))
                .of("p.CartTest", "adds"))
        .isEqualTo("mvn deploy-pipeline:run -P ci,fast -Dtest=p.CartTest#adds");
    assertThat(
            new RerunCommand(Optional.empty(), false, false, false, false, false, List.of("!slow"))
                .of("p.CartTest", "adds"))
        .isEqualTo("mvn deploy-pipeline:run -P '!slow' -Dtest=p.CartTest#adds");
  }

  @Test
  void whatAShellWouldChangeIsQuoted() {
    assertThat(of(false, false, false).of("p.CartTest$WhenEmpty", "adds[1]"))
        .endsWith(" '-Dtest=p.CartTest$WhenEmpty#adds*'");
  }
}
