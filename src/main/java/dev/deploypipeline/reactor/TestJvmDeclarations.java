package dev.deploypipeline.reactor;

import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.TestJvmSettings;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Reads what may be changed about the way test JVMs start: from the command line, otherwise from
 * the plugin's configuration in the top-level project, otherwise from its properties.
 */
public final class TestJvmDeclarations {

  private static final String TUNING = "deploy-pipeline.tests.tuning";
  private static final String ENGINE = "deploy-pipeline.tests.engine";

  private TestJvmDeclarations() {}

  /** The properties. */
  public static List<String> properties() {
    return List.of(TUNING, ENGINE);
  }

  /**
   * The settings of a session.
   *
   * @throws IllegalArgumentException for a bad value; the message names it and what to do
   */
  public static TestJvmSettings of(MavenSession session) {
    Profile profile =
        value(session, "deploy-pipeline.profile", "profile")
            .map(Profile::of)
            .orElse(Profile.BALANCED);
    return TestJvmSettings.parse(
        value(session, TUNING, "testTuning").orElse(null),
        value(session, ENGINE, "testEngine").orElse(null),
        profile);
  }

  private static Optional<String> value(MavenSession session, String property, String element) {
    MavenProject top = session.getTopLevelProject();
    return Optional.ofNullable(session.getUserProperties().getProperty(property))
        .or(() -> PluginConfiguration.of(top).text(element))
        .or(() -> Optional.ofNullable(top.getProperties().getProperty(property)));
  }
}
