package dev.deploypipeline.fork;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a lease gives the tests. */
final class Lease {

  private final Map<String, String> properties;
  private final Map<String, String> environment;

  Lease(Map<String, String> properties, Map<String, String> environment) {
    this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    this.environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** The system properties to set. */
  Map<String, String> properties() {
    return properties;
  }

  /** The environment variables to set. */
  Map<String, String> environment() {
    return environment;
  }
}
