package dev.deploypipeline.reactor;

import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Keeps the unit and integration tests of one module, which run side by side, from deleting each
 * other's boot files: Surefire and Failsafe share the directory {@code target/surefire} and remove
 * it when they are done, each believing to be alone.
 */
public final class TestTempDirectories {

  private static final Set<String> PLUGINS =
      Set.of("maven-surefire-plugin", "maven-failsafe-plugin");
  private static final Set<String> GOALS = Set.of("test", "integration-test");

  /** Known to Surefire and Failsafe 2.20 and later. */
  private static final String PARAMETER = "tempDir";

  private static final String DEFAULT = "surefire";

  private final Lock shared = new ReentrantLock();

  /** Gives a test execution a temporary directory of its own, where its plugin can have one. */
  static void separate(MojoExecution execution) {
    separate(execution, suffix(execution));
  }

  /**
   * Gives Failsafe a temporary directory apart from Surefire's; executions of one plugin share it,
   * since they run one after the other, and stay equal where they were configured so.
   */
  static void separatePlugins(MojoExecution execution) {
    if (execution.getGoal().equals("integration-test")) {
      separate(execution, "-" + execution.getGoal());
    }
  }

  private static void separate(MojoExecution execution, String suffix) {
    if (!runsTests(execution) || !hasParameter(execution)) {
      return;
    }
    Xpp3Dom configuration = execution.getConfiguration();
    if (configuration == null) {
      configuration = new Xpp3Dom("configuration");
    }
    Xpp3Dom directory = configuration.getChild(PARAMETER);
    if (directory == null) {
      directory = new Xpp3Dom(PARAMETER);
      configuration.addChild(directory);
    }
    String value = directory.getValue();
    boolean set = value != null && !value.isBlank() && !value.contains("${");
    directory.setValue((set ? value.strip() : DEFAULT) + suffix);
    execution.setConfiguration(configuration);
  }

  /** What is put behind the name that the directory has without us. */
  public static String suffix(MojoExecution execution) {
    return ("-" + execution.getGoal() + "-" + execution.getExecutionId())
        .replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /**
   * The lock that the execution must hold while it runs: a plugin that cannot have a directory of
   * its own takes turns with its like in the module.
   */
  Lock lock(MojoExecution execution) {
    return runsTests(execution) && !hasParameter(execution) ? shared : new ReentrantLock();
  }

  /** Whether it is the mojo of Surefire or Failsafe that runs tests. */
  static boolean runsTests(MojoExecution execution) {
    return PLUGINS.contains(execution.getArtifactId()) && GOALS.contains(execution.getGoal());
  }

  private static boolean hasParameter(MojoExecution execution) {
    return execution.getMojoDescriptor().getParameterMap().containsKey(PARAMETER);
  }
}
