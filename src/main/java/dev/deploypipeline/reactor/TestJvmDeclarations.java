package dev.deploypipeline.reactor;

import dev.deploypipeline.config.TestJvmSettings;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Reads what may be changed about the way test JVMs start: from the command line, otherwise from
 * the plugin's {@code <testTuning>} in the top-level project, otherwise from its properties.
 */
public final class TestJvmDeclarations {

  /** The property. */
  public static final String PROPERTY = "deploy-pipeline.tests.tuning";

  private TestJvmDeclarations() {}

  /**
   * The settings of a session.
   *
   * @throws IllegalArgumentException for a bad value; the message names it and what to do
   */
  public static TestJvmSettings of(MavenSession session) {
    MavenProject top = session.getTopLevelProject();
    return TestJvmSettings.parse(
        Optional.ofNullable(session.getUserProperties().getProperty(PROPERTY))
            .or(() -> PluginConfiguration.of(top).text("testTuning"))
            .or(() -> Optional.ofNullable(top.getProperties().getProperty(PROPERTY)))
            .orElse(null));
  }
}
