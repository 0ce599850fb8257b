package dev.deploypipeline.keep;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is written down of a kept server.
 *
 * @param identity a hash of everything that makes the server what it is; a build adopts only a
 *     server of the identity it would start itself
 * @param project the directory of the reactor that it belongs to
 * @param service the service's name
 * @param provider what runs it, for people
 * @param image the image as declared
 * @param description what really runs, for people
 * @param facts how to connect to it, the password included
 * @param fresh a hash of what belongs to the whole server, taken before anybody used it
 * @param state the same, taken after the migrations and before any test
 * @param created when it was started
 */
public record KeptRecord(
    String identity,
    String project,
    String service,
    String provider,
    String image,
    String description,
    Map<String, String> facts,
    String fresh,
    String state,
    Instant created) {

  /** Rejects null, an empty identity and values of more than one line; copies the facts. */
  public KeptRecord {
    if (identity.isBlank()) {
      throw new IllegalArgumentException("a kept server has no identity");
    }
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(fresh, "fresh");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(created, "created");
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    refuseLines("project", project);
    refuseLines("image", image);
    refuseLines("description", description);
    facts.forEach(KeptRecord::refuseLines);
  }

  private static void refuseLines(String name, String value) {
    if (value.lines().count() > 1 || value.endsWith("\n") || value.endsWith("\r")) {
      throw new IllegalArgumentException(
          "the "
              + name
              + " of a kept server has more than one line. Perhaps you should do without <keep>.");
    }
  }

  /** The same with another state. */
  public KeptRecord withState(String now) {
    return new KeptRecord(
        identity, project, service, provider, image, description, facts, fresh, now, created);
  }

  /** Host and port, or what there is of them. */
  public String address() {
    return facts.getOrDefault("host", "?") + ":" + facts.getOrDefault("port", "?");
  }

  /** Without the facts: the password must not reach a log by accident. */
  @Override
  public String toString() {
    return "KeptRecord[" + service + ", " + image + ", " + description + "]";
  }
}
