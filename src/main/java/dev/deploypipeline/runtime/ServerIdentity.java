package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.keep.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes a server the one that would be started now. The migrations are not part of it: each
 * content of theirs has a template database of its own.
 */
final class ServerIdentity {

  private ServerIdentity() {}

  /**
   * A hash.
   *
   * @param provider what runs it
   * @param binary the exact version or image that runs, and where
   */
  static String of(ServiceSettings service, String provider, String binary) {
    List<String> parts = new ArrayList<>();
    parts.add(provider);
    parts.add(binary);
    parts.add(service.name());
    parts.add(service.image());
    parts.add(service.kind().name());
    // What a lease of another isolation may have done to the server is not looked for.
    parts.add(service.isolation().name());
    addAll(parts, service.tuning());
    addAll(parts, service.environment());
    parts.add(service.ports().toString());
    parts.add(service.readiness().toString());
    StringBuilder text = new StringBuilder();
    // With their lengths, so that no two lists read the same.
    parts.forEach(part -> text.append(part.length()).append(':').append(part));
    return Digest.of(text.toString());
  }

  private static void addAll(List<String> parts, Map<String, String> settings) {
    parts.add(Integer.toString(settings.size()));
    new TreeMap<>(settings)
        .forEach(
            (name, value) -> {
              parts.add(name);
              parts.add(value);
            });
  }
}
