package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.Test;

class ReactorPlansTest {

  private static MojoExecution execution() {
    return new MojoExecution(new Plugin(), "test", "default-test");
  }

  @Test
  void aGoalForksWhatMavenPlannedForItHoweverDeep() {
    MojoExecution tests = execution();
    MojoExecution between = execution();
    between.setForkedExecutions("g:a:1", List.of(tests));
    MojoExecution report = execution();
    report.setForkedExecutions("g:b:1", List.of(execution()));
    report.setForkedExecutions("g:a:1", List.of(execution(), between));

    assertThat(ReactorPlans.forks(report, tests)).isTrue();
    assertThat(ReactorPlans.forks(report, execution())).isFalse();
  }
}
