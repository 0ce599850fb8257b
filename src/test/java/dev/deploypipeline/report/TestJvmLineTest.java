package dev.deploypipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.model.TestJvm;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestJvmLineTest {

  @Test
  void reasonsAreToldOfPlainOnesOnly() {
    assertThat(
            TestJvmLine.of(
                List.of(
                    jvm("tuned", "first try"),
                    jvm("plain", "to compare"),
                    jvm("tuned", "cheaper"),
                    jvm("plain", "forkCount is 0"),
                    jvm("plain", "to compare"))))
        .isEqualTo("Test JVMs: 2 tuned, 3 plain (1 forkCount is 0, 2 to compare)");
  }

  @Test
  void oneKindAloneNeedsNoComma() {
    assertThat(TestJvmLine.of(List.of(jvm("tuned", "x")))).isEqualTo("Test JVMs: 1 tuned");
    assertThat(TestJvmLine.of(List.of(jvm("plain", "x")))).isEqualTo("Test JVMs: 1 plain (1 x)");
  }

  private static TestJvm jvm(String start, String reason) {
    return new TestJvm(
        new TaskId("g:a", "t"), "surefire", start, reason, Optional.empty(), Optional.empty());
  }
}
