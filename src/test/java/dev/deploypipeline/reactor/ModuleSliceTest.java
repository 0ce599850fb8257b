package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class ModuleSliceTest {

  private static final String OWN = "deploy-pipeline-maven-plugin";

  private final MavenSession session = session();
  private final MavenProject project = project();

  @Test
  void takesWhatStandsAroundTheGoalFromTestToVerifyAndNothingElse() {
    List<MojoExecution> plan =
        plan("compile", "process-test-classes", "test", "package", "own", "verify", "install");

    assertThat(ModuleSlice.take(session, project, plan)).isEmpty();

    assertThat(phases(plan))
        .containsExactly("compile", "process-test-classes", "integration-test", "install");
    assertThat(phases(ModuleSlice.claim(session, project, plan.get(2)).orElseThrow()))
        .containsExactly("test", "package", "verify");
  }

  @Test
  void aSliceIsHandedOverOnce() {
    List<MojoExecution> plan = plan("test", "own");
    ModuleSlice.take(session, project, plan);

    assertThat(ModuleSlice.isPending(session, project)).isTrue();
    assertThat(ModuleSlice.claim(session, project, plan.get(0))).isPresent();
    assertThat(ModuleSlice.claim(session, project, plan.get(0))).isEmpty();
    assertThat(ModuleSlice.isPending(session, project)).isFalse();
  }

  @Test
  void theGoalOfAForkedLifecycleGetsNothing() {
    ModuleSlice.take(session, project, plan("test", "own"));

    assertThat(ModuleSlice.claim(session, project, plan("own").get(0))).isEmpty();
    assertThat(ModuleSlice.isPending(session, project)).isTrue();
  }

  @Test
  void thePhasesOfAnEarlierGoalOnTheCommandLineStayWhereTheyAre() {
    List<MojoExecution> plan = plan("compile", "test", "clean", "compile", "test", "own");

    ModuleSlice.take(session, project, plan);

    assertThat(phases(plan))
        .containsExactly("compile", "test", "clean", "compile", "integration-test");
  }

  @Test
  void aGoalThatWasTypedBehindThePhasesStays() {
    List<MojoExecution> plan = plan("test", "own", "verify", null, "verify");

    ModuleSlice.take(session, project, plan);

    assertThat(phases(plan)).containsExactly("integration-test", null, "verify");
  }

  @Test
  void aPlanWithoutTheGoalIsLeftAlone() {
    List<MojoExecution> plan = plan("test", "verify");

    assertThat(ModuleSlice.take(session, project, plan)).isEmpty();

    assertThat(plan).hasSize(2);
    assertThat(ModuleSlice.isPending(session, project)).isFalse();
  }

  @Test
  void whereNothingStandsBeforeTheGoalNothingIsTaken() {
    List<MojoExecution> plan = plan("compile", "own", "verify");

    assertThat(ModuleSlice.take(session, project, plan).orElseThrow())
        .contains("nothing stands before it");

    assertThat(plan).hasSize(3);
  }

  @Test
  void aModuleWithNothingButTheGoalIsNotWorthALine() {
    assertThat(ModuleSlice.take(session, project, plan("compile", "own", "install"))).isEmpty();
    assertThat(ModuleSlice.isPending(session, project)).isFalse();
  }

  @Test
  void anAggregatorKeepsTheWholeSliceInMavensHands() {
    List<MojoExecution> plan = plan("test", "own", "verify");
    plan.get(2).getMojoDescriptor().setAggregator(true);

    assertThat(ModuleSlice.take(session, project, plan).orElseThrow())
        .contains("works on all modules");

    assertThat(plan).hasSize(3);
  }

  @Test
  void aPlanThatCannotBeChangedStaysMavens() {
    List<MojoExecution> plan = List.copyOf(plan("test", "own"));

    assertThat(ModuleSlice.take(session, project, plan).orElseThrow())
        .contains("does not let its plan be changed");

    assertThat(ModuleSlice.isPending(session, project)).isFalse();
  }

  private static List<MojoExecution> plan(String... phases) {
    List<MojoExecution> plan = new ArrayList<>();
    for (String phase : phases) {
      plan.add(
          "own".equals(phase)
              ? execution("dev.deploypipeline", OWN, "test", "integration-test")
              : execution("some", "some-maven-plugin", "goal", phase));
    }
    return plan;
  }

  private static MojoExecution execution(String group, String plugin, String goal, String phase) {
    PluginDescriptor descriptor = new PluginDescriptor();
    descriptor.setGroupId(group);
    descriptor.setArtifactId(plugin);
    MojoDescriptor mojo = new MojoDescriptor();
    mojo.setGoal(goal);
    mojo.setPluginDescriptor(descriptor);
    MojoExecution execution = new MojoExecution(mojo, "default");
    execution.setLifecyclePhase(phase);
    return execution;
  }

  private static List<String> phases(List<MojoExecution> plan) {
    List<String> phases = new ArrayList<>();
    plan.forEach(execution -> phases.add(execution.getLifecyclePhase()));
    return phases;
  }

  private static MavenProject project() {
    Model model = new Model();
    model.setGroupId("g");
    model.setArtifactId("a");
    model.setVersion("1");
    return new MavenProject(model);
  }

  @SuppressWarnings("deprecation") // the only way to make a session
  private static MavenSession session() {
    return new MavenSession(
        null,
        new DefaultRepositorySystemSession(),
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult());
  }
}
