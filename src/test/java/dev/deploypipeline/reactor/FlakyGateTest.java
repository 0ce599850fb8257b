package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deploypipeline.model.FlakyTest;
import dev.deploypipeline.model.TaskId;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class FlakyGateTest {

  private static final TaskId TESTS = new TaskId("org.acme:core", "failsafe:integration-test (x)");
  private static final TaskId VERIFY = new TaskId("org.acme:core", "failsafe:verify (x)");
  private static final TaskId OTHER = new TaskId("org.acme:web", "failsafe:verify (x)");
  private static final List<FlakyTest> FLAKY = List.of(new FlakyTest("p.A.a", "no"));

  @Test
  void flakyTestsFailNothingUnlessThatIsAskedFor() {
    assertThatCode(() -> new FlakyGate(false).check(TESTS, FLAKY)).doesNotThrowAnyException();
  }

  @Test
  void aFlakyTestFailsItsTask() {
    assertThatExceptionOfType(MojoFailureException.class)
        .isThrownBy(() -> new FlakyGate(true).check(TESTS, FLAKY))
        .withMessage(
            "1 test of core failed and then passed, and deploy-pipeline.tests.failOnFlaky is set: p.A.a."
                + " Perhaps you should mend the first of them.");
    assertThatCode(() -> new FlakyGate(true).check(TESTS, List.of())).doesNotThrowAnyException();
  }

  @Test
  void thoseOfFailsafeFailTheGoalThatVerifiesTheirModule() throws Exception {
    FlakyGate gate = new FlakyGate(true);
    gate.hold(TESTS, FLAKY);
    gate.verified(OTHER);
    assertThatExceptionOfType(MojoFailureException.class).isThrownBy(() -> gate.verified(VERIFY));
  }

  @Test
  void whereFlakyTestsCannotBeKnownSomebodySaysSo() {
    assertThat(new FlakyGate(true).unread(TESTS))
        .get()
        .asString()
        .startsWith("A flaky test of failsafe:integration-test (x) @ core does not fail its module")
        .contains("Perhaps you should remove disableXmlReport");
    assertThat(new FlakyGate(false).unread(TESTS)).isEmpty();
  }
}
