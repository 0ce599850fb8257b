package dev.deploypipeline.pool;

import dev.deploypipeline.config.ServiceSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses services that cannot be used together, so that a mistake shows before anything runs. */
public final class ServiceConflicts {

  private ServiceConflicts() {}

  /**
   * Checks the services of a build.
   *
   * @throws IllegalArgumentException if there are none, if two have one name or expose one
   *     property, or if a value to expose has an unknown placeholder
   */
  public static void check(List<ServiceSettings> services) {
    if (services.isEmpty()) {
      throw new IllegalArgumentException("a pool needs at least one service, got none");
    }
    Map<String, String> names = new HashMap<>();
    Map<String, String> keys = new HashMap<>();
    for (ServiceSettings service : services) {
      String image = names.putIfAbsent(service.name(), service.image());
      if (image != null) {
        throw new IllegalArgumentException(
            "two services are named '%s' (images %s and %s). Perhaps you should rename one."
                .formatted(service.name(), image, service.image()));
      }
      service
          .expose()
          .forEach(
              (key, template) -> {
                Placeholders.check(service.name(), template);
                String other = keys.putIfAbsent(key, service.name());
                if (other != null) {
                  throw new IllegalArgumentException(
                      "services %s and %s both expose '%s'. Perhaps you should rename one of the properties."
                          .formatted(other, service.name(), key));
                }
              });
    }
  }
}
