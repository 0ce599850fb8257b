package dev.deploypipeline.extension;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.Test;

class EqualExecutionsTest {

  private final TunedMojo first = new TunedMojo();
  private final TunedMojo second = new TunedMojo();

  EqualExecutionsTest() {
    second.setPluginContext(first.getPluginContext());
    first.tempDir = "surefire-test-default-test";
    second.tempDir = "surefire-test-more_tests";
  }

  @Test
  void anExecutionWithTheSameConfigurationWillSkipItself() throws Exception {
    assertThat(EqualExecutions.ranAlready(first, execution("default-test"))).isFalse();
    first.argLine = "-XX:+UseSerialGC";
    assertThat(EqualExecutions.ranAlready(second, execution("more tests"))).isTrue();
    assertThat(second.getPluginContext().containsKey("any digest")).isTrue();
    assertThat(first.getPluginContext().containsKey("any digest")).isFalse();
  }

  @Test
  void anExecutionIsNotEqualToItselfHoweverManyListenersAsk() throws Exception {
    MojoExecution one = execution("default-test");
    assertThat(EqualExecutions.ranAlready(first, one)).isFalse();
    assertThat(EqualExecutions.ranAlready(first, one)).isFalse();
    MojoExecution other = execution("more tests");
    assertThat(EqualExecutions.ranAlready(second, other)).isTrue();
    assertThat(EqualExecutions.ranAlready(second, other)).isTrue();
  }

  @Test
  void anExecutionWithAnotherConfigurationRuns() throws Exception {
    second.test = "OtherTest";
    assertThat(EqualExecutions.ranAlready(first, execution("default-test"))).isFalse();
    assertThat(EqualExecutions.ranAlready(second, execution("more tests"))).isFalse();
  }

  @Test
  void directoriesThatTheUserChoseAreConfiguration() throws Exception {
    first.tempDir = "one";
    second.tempDir = "two";
    assertThat(EqualExecutions.ranAlready(first, execution("default-test"))).isFalse();
    assertThat(EqualExecutions.ranAlready(second, execution("more tests"))).isFalse();
    assertThat(second.tempDir).isEqualTo("two");
  }

  @Test
  void timesForTheRunOrderStayWhereTheyWere() throws Exception {
    EqualExecutions.ranAlready(first, execution("default-test"));
    assertThat(first.statistics).isEqualTo("null|surefire|null|null");
    assertThat(first.tempDir).isEqualTo("surefire-test-default-test");
    second.statistics = "mine";
    EqualExecutions.ranAlready(second, execution("more tests"));
    assertThat(second.statistics).isEqualTo("mine");
  }

  @Test
  void aMojoThatComparesNothingRuns() throws Exception {
    assertThat(
            EqualExecutions.ranAlready(
                new AbstractMojo() {
                  @Override
                  public void execute() {}
                },
                execution("default-test")))
        .isFalse();
  }

  private static MojoExecution execution(String id) {
    return new MojoExecution(new Plugin(), "test", id);
  }
}
