package dev.deploypipeline.reactor;

import dev.deploypipeline.config.DurationText;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Reads what holds for all services: from the command line, otherwise from the plugin's {@code
 * <pool>} in the top-level project, otherwise from its properties.
 */
public final class PoolDeclarations {

  private static final List<String> ELEMENTS = List.of("size", "leaseTimeout", "keep", "keepIdle");
  private static final String PREFIX = "deploy-pipeline.pool.";
  private static final String SIZE_VARIABLE = "CONTAINER_POOL_SIZE";

  private final MavenSession session;
  private final MavenProject top;
  private final PluginConfiguration configuration;
  private final Map<String, String> environment;

  private PoolDeclarations(MavenSession session, Map<String, String> environment) {
    this.session = session;
    this.top = session.getTopLevelProject();
    this.configuration = PluginConfiguration.of(top);
    this.environment = environment;
  }

  /**
   * The settings of a session.
   *
   * @param environment the environment variables
   * @throws IllegalArgumentException for a bad value; the message names it and what to do
   */
  public static PoolSettings of(MavenSession session, Map<String, String> environment) {
    return new PoolDeclarations(session, environment).read();
  }

  /** The properties that stand in for the elements of {@code <pool>}. */
  public static List<String> properties() {
    return ELEMENTS.stream().map(element -> PREFIX + element).toList();
  }

  private PoolSettings read() {
    for (Xpp3Dom pool : configuration.elements("pool")) {
      for (Xpp3Dom child : pool.getChildren()) {
        if (!ELEMENTS.contains(child.getName())) {
          throw new IllegalArgumentException(
              "pool: unknown element <"
                  + child.getName()
                  + ">. Perhaps you should use one of: "
                  + String.join(", ", ELEMENTS)
                  + ".");
        }
      }
    }
    Profile profile =
        userOrProject("deploy-pipeline.profile")
            .or(() -> configuration.text("profile"))
            .map(Profile::of)
            .orElse(Profile.BALANCED);
    return new PoolSettings(
        profile,
        size(),
        value("leaseTimeout", DurationText::parse).orElse(PoolSettings.DEFAULT_LEASE_TIMEOUT),
        keepIdle());
  }

  private Optional<Duration> keepIdle() {
    // Read in any case, so that a bad value is told before somebody relies on it.
    Duration idle = value("keepIdle", DurationText::parse).orElse(PoolSettings.DEFAULT_KEEP_IDLE);
    return value("keep", PoolDeclarations::yesOrNo).orElse(false)
        ? Optional.of(idle)
        : Optional.empty();
  }

  private static boolean yesOrNo(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "" -> true; // -Ddeploy-pipeline.pool.keep
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "deploy-pipeline.pool.keep is '" + text + "'. Perhaps you should use true or false.");
    };
  }

  private OptionalInt size() {
    Optional<Integer> size = value("size", text -> number(PREFIX + "size", text));
    if (size.isEmpty() && environment.get(SIZE_VARIABLE) != null) {
      size = Optional.of(number(SIZE_VARIABLE, environment.get(SIZE_VARIABLE)));
    }
    return size.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private <T> Optional<T> value(String name, Function<String, T> read) {
    return userOrProject(PREFIX + name).or(() -> configuration.text("pool", name)).map(read);
  }

  private Optional<String> userOrProject(String key) {
    return Optional.ofNullable(
        session.getUserProperties().getProperty(key, top.getProperties().getProperty(key)));
  }

  private static int number(String setting, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          setting + " is '" + text + "'. Perhaps you should use a whole number.", e);
    }
  }
}
