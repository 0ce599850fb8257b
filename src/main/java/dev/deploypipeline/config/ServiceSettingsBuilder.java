package dev.deploypipeline.config;

import dev.deploypipeline.model.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes {@link ServiceSettings} from what a user wrote: everything is text, and null or blank means
 * that it was not said.
 */
public final class ServiceSettingsBuilder {

  private final String name;
  private final String image;
  private String provider;
  private String size;
  private String isolation;
  private String scope;
  private Set<Stage> stages = ServiceRules.TEST_STAGES;
  private Path migrations;
  private Map<String, String> tuning = Map.of();
  private Map<String, String> environment = Map.of();
  private List<Integer> ports = List.of();
  private Map<String, String> expose = Map.of();
  private Readiness readiness = new Readiness.BuiltIn();

  private ServiceSettingsBuilder(String name, String image) {
    this.name = name;
    this.image = image;
  }

  /** Begins with the two things that every service has. */
  public static ServiceSettingsBuilder service(String name, String image) {
    return new ServiceSettingsBuilder(name, image);
  }

  /** Sets the provider: {@code auto}, {@code docker} or {@code embedded}. */
  public ServiceSettingsBuilder provider(String value) {
    provider = value;
    return this;
  }

  /** Sets the number of servers. */
  public ServiceSettingsBuilder size(String value) {
    size = value;
    return this;
  }

  /** Sets the isolation: {@code database}, {@code logical-database} or {@code server}. */
  public ServiceSettingsBuilder isolation(String value) {
    isolation = value;
    return this;
  }

  /** Sets the scope: {@code module}, {@code fork} or {@code class}. */
  public ServiceSettingsBuilder scope(String value) {
    scope = value;
    return this;
  }

  /**
   * Sets whose tests lease it, by {@link Stage#id}.
   *
   * @throws IllegalArgumentException for an unknown stage
   */
  public ServiceSettingsBuilder stages(List<String> value) {
    stages = value.stream().map(Stage::of).collect(Collectors.toSet());
    return this;
  }

  /** Sets the directory of migrations; null for none. */
  public ServiceSettingsBuilder migrations(Path value) {
    migrations = value;
    return this;
  }

  /** Sets settings of the server. */
  public ServiceSettingsBuilder tuning(Map<String, String> value) {
    tuning = value;
    return this;
  }

  /** Sets environment variables of the container. */
  public ServiceSettingsBuilder environment(Map<String, String> value) {
    environment = value;
    return this;
  }

  /** Sets the ports of the container. */
  public ServiceSettingsBuilder ports(List<Integer> value) {
    ports = value;
    return this;
  }

  /** Sets where the tests find the lease. */
  public ServiceSettingsBuilder expose(Map<String, String> value) {
    expose = value;
    return this;
  }

  /** Sets when a server counts as ready. */
  public ServiceSettingsBuilder readiness(Readiness value) {
    readiness = value;
    return this;
  }

  /**
   * Makes the settings.
   *
   * @throws IllegalArgumentException naming the service, the value and what to do
   */
  public ServiceSettings build() {
    try {
      ServiceKind kind = ServiceKind.of(ImageName.parse(image));
      return new ServiceSettings(
          name,
          image,
          Provider.of(provider),
          number(size),
          Choice.of(Isolation.class, "isolation", isolation, kind.defaultIsolation()),
          Choice.of(LeaseScope.class, "scope", scope, LeaseScope.MODULE),
          stages,
          Optional.ofNullable(migrations),
          tuning,
          environment,
          ports.isEmpty() && kind.port() > 0 ? List.of(kind.port()) : ports,
          expose,
          readiness);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw message.startsWith("a service is named")
          ? e
          : new IllegalArgumentException("service " + name + ": " + message, e);
    }
  }

  private static OptionalInt number(String size) {
    if (size == null || size.isBlank()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(size.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "size is '" + size.strip() + "'. Perhaps you should use a whole number.", e);
    }
  }
}
