package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ApiTarget.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to create a container, as far as it decides what the container is: without its name and
 * its labels, which hold what is different each time (Docker Engine API v1.41, "Create a
 * container").
 *
 * @param version the API version that was asked; empty for the engine's own
 * @param query the parameters but for the name, sorted
 * @param body the body without labels, members sorted
 */
record CreateCall(String version, List<Parameter> query, String body) {

  private static final String LABELS = "Labels";

  /** Rejects null, and a body that is no object. */
  CreateCall {
    Objects.requireNonNull(version, "version");
    query = List.copyOf(query);
    if (Json.readObject(body).isEmpty()) {
      throw new IllegalArgumentException("the body of a create request is no JSON object");
    }
  }

  /** The call of a request. */
  static CreateCall of(ApiTarget target, ObjectNode body) {
    ObjectNode rest = body.deepCopy();
    rest.remove(LABELS);
    List<Parameter> query = new ArrayList<>(target.without("name").query());
    query.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    return new CreateCall(target.version(), query, Json.sorted(rest).toString());
  }

  /** The same for equal calls, different for others. */
  String fingerprint() {
    return Digests.ofText(version + "\n" + query + "\n" + body);
  }

  /** The image it names. */
  String image() {
    return Json.text(content(), "Image");
  }

  private ObjectNode content() {
    return Json.readObject(body).orElseThrow();
  }

  /** What to ask for a container of that name. */
  ApiTarget target(String name) {
    return new ApiTarget(version, List.of("containers", "create"), query).with("name", name);
  }

  /** The body with labels. */
  String bodyWith(Map<String, String> labels) {
    ObjectNode all = content();
    ObjectNode node = Json.child(all, LABELS);
    labels.forEach(node::put);
    return all.toString();
  }

  /** Any other target of the same version. */
  ApiTarget at(String... path) {
    return new ApiTarget(version, List.of(path), List.of());
  }
}
