package dev.deploypipeline.broker;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request's target, read as the Docker Engine API names things: {@code
 * /v1.41/containers/json?all=1}.
 *
 * @param version {@code v1.41}; empty where the client leaves it to the engine
 * @param path the decoded segments behind the version
 * @param query the parameters, decoded, in their order
 */
record ApiTarget(String version, List<String> path, List<Parameter> query) {

  private static final Pattern VERSION = Pattern.compile("v[0-9]+\\.[0-9]+");

  /**
   * A parameter of the query.
   *
   * @param name its name
   * @param value its value; empty if it has none
   */
  record Parameter(String name, String value) {}

  ApiTarget {
    path = List.copyOf(path);
    query = List.copyOf(query);
  }

  /** Reads a target; empty if it is none of this API, which is for the engine to judge. */
  static Optional<ApiTarget> of(String target) {
    if (!target.startsWith("/")) {
      return Optional.empty();
    }
    try {
      int mark = target.indexOf('?');
      String path = mark < 0 ? target : target.substring(0, mark);
      List<String> segments =
          Stream.of(path.substring(1).split("/", -1)).map(ApiTarget::decodedSegment).toList();
      boolean versioned = VERSION.matcher(segments.get(0)).matches();
      return Optional.of(
          new ApiTarget(
              versioned ? segments.get(0) : "",
              versioned ? segments.subList(1, segments.size()) : segments,
              mark < 0 ? List.of() : parameters(target.substring(mark + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a broken escape
    }
  }

  private static String decodedSegment(String segment) {
    // A plus is a plus in a path.
    return decoded(segment.replace("+", "%2B"));
  }

  private static List<Parameter> parameters(String query) {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        parameters.add(
            new Parameter(
                decoded(equals < 0 ? pair : pair.substring(0, equals)),
                equals < 0 ? "" : decoded(pair.substring(equals + 1))));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Whether the path has these segments, where {@code *} stands for any one. */
  boolean matches(String... pattern) {
    if (pattern.length != path.size()) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (!pattern[i].equals("*") && !pattern[i].equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The first value of a parameter. */
  Optional<String> parameter(String name) {
    return query.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  /** Whether a parameter is set, read as the engine reads truth: all but no, none, 0 and false. */
  boolean isTrue(String name) {
    return !List.of("", "0", "no", "false", "none")
        .contains(parameter(name).orElse("").strip().toLowerCase(java.util.Locale.ROOT));
  }

  /** The same with one segment replaced. */
  ApiTarget withSegment(int index, String segment) {
    List<String> changed = new ArrayList<>(path);
    changed.set(index, segment);
    return new ApiTarget(version, changed, query);
  }

  /** The same without a parameter. */
  ApiTarget without(String name) {
    return new ApiTarget(
        version, path, query.stream().filter(parameter -> !parameter.name().equals(name)).toList());
  }

  /** The same with a parameter set to a value, whatever it was. */
  ApiTarget with(String name, String value) {
    List<Parameter> more = new ArrayList<>(without(name).query());
    more.add(new Parameter(name, value));
    return new ApiTarget(version, path, more);
  }

  /** Another path with the same version and no query. */
  ApiTarget at(String... segments) {
    return new ApiTarget(version, List.of(segments), List.of());
  }

  /** As it is sent. */
  @Override
  public String toString() {
    String prefix = version.isEmpty() ? "" : "/" + version;
    String segments = path.stream().map(ApiTarget::encoded).collect(Collectors.joining("/"));
    String parameters =
        query.stream()
            .map(each -> encoded(each.name()) + "=" + encoded(each.value()))
            .collect(Collectors.joining("&"));
    return prefix + "/" + segments + (parameters.isEmpty() ? "" : "?" + parameters);
  }
}
