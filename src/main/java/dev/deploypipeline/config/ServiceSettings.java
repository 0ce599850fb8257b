package dev.deploypipeline.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One service that the tests need, as the user declared it.
 *
 * @param name what messages call it; letters, digits, dot, underscore and dash
 * @param image the container image, for example {@code postgres:15}; the embedded provider takes
 *     name and major version from it
 * @param provider {@code auto} or {@code embedded}; null or blank means {@code auto}, which is
 *     {@code embedded} for now
 * @param expose system property to value for the test JVMs; the values may contain placeholders
 *     such as {@code ${jdbcUrl}}; null means none. Kept in the order given
 */
public record ServiceSettings(
    String name, String image, String provider, Map<String, String> expose) {

  /** The provider that leaves the choice to the plugin. */
  public static final String AUTO = "auto";

  /** The provider that runs real servers from Maven artifacts, without a container engine. */
  public static final String EMBEDDED = "embedded";

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
    try {
      ImageName.parse(image);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("service " + name + ": " + e.getMessage(), e);
    }
    provider = provider == null || provider.isBlank() ? AUTO : provider.strip();
    if (provider.equals("docker")) {
      throw new IllegalArgumentException(
          "service "
              + name
              + ": provider 'docker' is not supported yet. Perhaps you should use auto or embedded.");
    }
    if (!provider.equals(AUTO) && !provider.equals(EMBEDDED)) {
      throw new IllegalArgumentException(
          "service "
              + name
              + ": unknown provider '"
              + provider
              + "'. Perhaps you should use auto or embedded.");
    }
    expose = checkedCopy(name, expose == null ? Map.of() : expose);
  }

  private static Map<String, String> checkedCopy(String service, Map<String, String> expose) {
    Map<String, String> copy = new LinkedHashMap<>();
    expose.forEach(
        (key, value) -> {
          if (key == null || key.isBlank() || value == null) {
            throw new IllegalArgumentException(
                "service "
                    + service
                    + ": cannot expose '"
                    + value
                    + "' as system property '"
                    + key
                    + "'. Perhaps you should write <expose><my.property>${jdbcUrl}</my.property></expose>.");
          }
          copy.put(key, value);
        });
    return Collections.unmodifiableMap(copy);
  }

  /** The image, taken apart. */
  public ImageName imageName() {
    return ImageName.parse(image);
  }
}
