package dev.deploypipeline.config;

import dev.deploypipeline.model.Stage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One service that the tests need, as the user declared it. Made by {@link ServiceSettingsBuilder}.
 *
 * @param name what messages call it; letters, digits, dot, underscore and dash
 * @param image the container image, for example {@code postgres:15}; the embedded provider takes
 *     name and major version from it
 * @param provider what runs it
 * @param size how many servers; empty leaves it to the profile
 * @param isolation how much of a server a lease gets
 * @param scope who gets a lease of its own
 * @param stages whose tests lease it: unit tests, integration tests, or both
 * @param migrations a directory of SQL files that make the template database; empty for none
 * @param tuning settings of the server, by its own names, over those of the plugin
 * @param environment environment variables of the container
 * @param ports the ports of the container that tests connect to; the first is {@code ${port}}
 * @param expose where the tests find the lease: a system property, or an environment variable
 *     written {@code env.NAME}, to a value with placeholders such as {@code ${jdbcUrl}}. Kept in
 *     the order given
 * @param readiness when a server counts as ready
 */
public record ServiceSettings(
    String name,
    String image,
    Provider provider,
    OptionalInt size,
    Isolation isolation,
    LeaseScope scope,
    Set<Stage> stages,
    Optional<Path> migrations,
    Map<String, String> tuning,
    Map<String, String> environment,
    List<Integer> ports,
    Map<String, String> expose,
    Readiness readiness) {

  /** What the name of an exposed environment variable begins with. */
  public static final String ENVIRONMENT_PREFIX = "env.";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  /** Rejects what no provider could start with {@link IllegalArgumentException}. */
  public ServiceSettings {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a service is named '"
              + (name == null ? "" : name)
              + "' (image '"
              + image
              + "'). Perhaps you should give it a <name> of letters, digits, '.', '_' or '-', such as db.");
    }
    ImageName.parse(image);
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(readiness, "readiness");
    stages = Set.copyOf(stages);
    tuning = copy(tuning);
    ServiceRules.checkTuning(tuning.keySet());
    environment = copy(environment);
    ports = List.copyOf(ports);
    expose = checkedCopy(expose);
    ServiceRules.check(
        ServiceKind.of(ImageName.parse(image)),
        provider,
        size,
        isolation,
        scope,
        stages,
        migrations,
        ports,
        expose.keySet(),
        readiness);
  }

  private static Map<String, String> checkedCopy(Map<String, String> expose) {
    expose.forEach(
        (key, value) -> {
          if (key == null || key.isBlank() || value == null) {
            throw new IllegalArgumentException(
                "cannot expose '"
                    + value
                    + "' as system property '"
                    + key
                    + "'. Perhaps you should write <expose><my.property>${jdbcUrl}</my.property></expose>.");
          }
        });
    return copy(expose);
  }

  private static Map<String, String> copy(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** The image, taken apart. */
  public ImageName imageName() {
    return ImageName.parse(image);
  }

  /** What the plugin knows of it. */
  public ServiceKind kind() {
    return ServiceKind.of(imageName());
  }

  /** The system properties to expose, as written. */
  public Map<String, String> exposedProperties() {
    return exposed(false);
  }

  /** The environment variables to expose, without the prefix. */
  public Map<String, String> exposedEnvironment() {
    return exposed(true);
  }

  private Map<String, String> exposed(boolean inEnvironment) {
    Map<String, String> part = new LinkedHashMap<>();
    expose.forEach(
        (key, value) -> {
          if (key.startsWith(ENVIRONMENT_PREFIX) == inEnvironment) {
            part.put(inEnvironment ? key.substring(ENVIRONMENT_PREFIX.length()) : key, value);
          }
        });
    return part;
  }
}
