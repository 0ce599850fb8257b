package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.pool.ServerDivider;

/** How the servers of a service are divided, whoever runs them. */
final class Dividers {

  private Dividers() {}

  /**
   * The divider for the service's isolation.
   *
   * @throws IllegalArgumentException for an isolation that gives whole servers
   */
  static ServerDivider of(ServiceSettings service) {
    return switch (service.isolation()) {
      case DATABASE -> new PostgresDatabases(service);
      case LOGICAL_DATABASE -> new RedisDatabases(service);
      case SERVER -> throw new IllegalArgumentException("whole servers are not divided");
    };
  }
}
