package dev.deploypipeline.reactor;

import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Reads whether tests that start containers draw warm ones: from the command line, otherwise from
 * the plugin's {@code <broker>} in the top-level project, otherwise from its properties.
 */
public final class BrokerDeclarations {

  /** The property. */
  public static final String PROPERTY = "deploy-pipeline.broker";

  private static final List<String> VALUES = List.of("auto", "off");

  private BrokerDeclarations() {}

  /**
   * Whether the broker is on.
   *
   * @throws IllegalArgumentException for a value that is neither {@code auto} nor {@code off}
   */
  public static boolean isOn(MavenSession session) {
    MavenProject top = session.getTopLevelProject();
    String value =
        Optional.ofNullable(session.getUserProperties().getProperty(PROPERTY))
            .or(() -> PluginConfiguration.of(top).text("broker"))
            .or(() -> Optional.ofNullable(top.getProperties().getProperty(PROPERTY)))
            .orElse("auto")
            .strip();
    PropertyValues.check(PROPERTY, value, VALUES);
    return value.equals("auto");
  }
}
