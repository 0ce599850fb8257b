package dev.deploypipeline.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.Lock;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.DuplicateParameterException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class TestTempDirectoriesTest {

  private static MojoExecution execution(String plugin, String goal, String... parameters)
      throws DuplicateParameterException {
    MojoDescriptor mojo = new MojoDescriptor();
    mojo.setGoal(goal);
    for (String name : parameters) {
      Parameter parameter = new Parameter();
      parameter.setName(name);
      mojo.addParameter(parameter);
    }
    PluginDescriptor descriptor = new PluginDescriptor();
    descriptor.setArtifactId(plugin);
    mojo.setPluginDescriptor(descriptor);
    MojoExecution execution = new MojoExecution(mojo, "default-" + goal);
    execution.setConfiguration(new Xpp3Dom("configuration"));
    return execution;
  }

  private static MojoExecution with(MojoExecution execution, String tempDir) {
    Xpp3Dom directory = new Xpp3Dom("tempDir");
    directory.setValue(tempDir);
    execution.getConfiguration().addChild(directory);
    TestTempDirectories.separate(execution);
    return execution;
  }

  private static String tempDir(MojoExecution execution) {
    return execution.getConfiguration().getChild("tempDir").getValue();
  }

  @Test
  void unitAndIntegrationTestsOfOneModuleGetDirectoriesOfTheirOwn() throws Exception {
    MojoExecution unit = with(execution("maven-surefire-plugin", "test", "tempDir"), "${tempDir}");
    MojoExecution it = execution("maven-failsafe-plugin", "integration-test", "tempDir");
    TestTempDirectories.separate(it);

    assertThat(tempDir(unit)).isEqualTo("surefire-test-default-test");
    assertThat(tempDir(it)).isEqualTo("surefire-integration-test-default-integration-test");
  }

  @Test
  void aDirectoryThatTheUserChoseIsTheBeginningOfTheName() throws Exception {
    MojoExecution unit = with(execution("maven-surefire-plugin", "test", "tempDir"), "boot");

    assertThat(tempDir(unit)).isEqualTo("boot-test-default-test");
  }

  @Test
  void otherGoalsAreLeftAsTheyAre() throws Exception {
    MojoExecution other = execution("example-maven-plugin", "test", "tempDir");

    TestTempDirectories.separate(other);

    assertThat(other.getConfiguration().getChildCount()).isZero();
  }

  @Test
  void anOldPluginThatKnowsNoSuchParameterTakesTurnsInTheModule() throws Exception {
    TestTempDirectories module = new TestTempDirectories();
    MojoExecution old = execution("maven-surefire-plugin", "test");
    MojoExecution alsoOld = execution("maven-failsafe-plugin", "integration-test");
    MojoExecution current = execution("maven-failsafe-plugin", "integration-test", "tempDir");
    TestTempDirectories.separate(old);

    assertThat(old.getConfiguration().getChildCount()).isZero();
    assertThat(module.lock(old)).isSameAs(module.lock(alsoOld));
    Lock own = module.lock(current);
    assertThat(own).isNotSameAs(module.lock(old));
  }
}
