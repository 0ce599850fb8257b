package dev.deploypipeline.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One lease of each service of a scope, for one holder. Closing it returns them all; closing twice
 * is allowed.
 */
public final class Leases implements AutoCloseable {

  private final Map<String, String> properties;
  private final Map<String, String> environment;
  private final List<Runnable> returns;

  Leases(Map<String, String> properties, Map<String, String> environment, List<Runnable> returns) {
    this.properties = new LinkedHashMap<>(properties);
    this.environment = new LinkedHashMap<>(environment);
    this.returns = List.copyOf(returns);
  }

  /** No leases at all. */
  public static Leases none() {
    return of(Map.of(), Map.of(), () -> {});
  }

  /**
   * Leases from anywhere.
   *
   * @param onClose returns them; must allow to be called twice
   */
  public static Leases of(
      Map<String, String> properties, Map<String, String> environment, Runnable onClose) {
    return new Leases(properties, environment, List.of(onClose));
  }

  /** The system properties to expose, in the order of declaration. */
  public Map<String, String> properties() {
    return new LinkedHashMap<>(properties);
  }

  /** The environment variables to expose, in the order of declaration. */
  public Map<String, String> environment() {
    return new LinkedHashMap<>(environment);
  }

  @Override
  public void close() {
    Attempts.all(returns);
  }

  /** Without the values: a password must not reach a log by accident. */
  @Override
  public String toString() {
    return "Leases" + properties.keySet() + environment.keySet();
  }
}
