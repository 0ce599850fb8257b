package dev.deploypipeline.runtime;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what an engine says into a message with the next step to take. */
final class EngineFailure {

  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DENIED =
      Pattern.compile("unauthorized|denied|authentication|no basic auth|forbidden");
  private static final Pattern ABSENT =
      Pattern.compile("not found|manifest unknown|no matching manifest|no such image|name unknown");
  private static final Pattern FULL = Pattern.compile("no space left|disk quota");

  private EngineFailure() {}

  /** What to say of an image that could not be pulled. */
  static IOException ofPull(String image, Throwable cause) {
    String said = said(cause);
    String advice;
    if (matches(FULL, said)) {
      advice = "make room on the engine's disk: docker system prune";
    } else if (matches(DENIED, said)) {
      advice = "check the name, or log in to the registry: docker login " + registry(image);
    } else if (matches(ABSENT, said)) {
      advice = "check the name and the tag, and that the image exists for this machine's processor";
    } else {
      advice =
          "check that the engine reaches the registry (network, proxy, mirror): docker pull "
              + image;
    }
    return new IOException(
        "the image '%s' cannot be pulled: %s. Perhaps you should %s"
            .formatted(image, said, advice.strip()),
        cause);
  }

  /** What to say of a container that could not be created, started or looked at. */
  static IOException ofContainer(String image, DockerException cause) {
    String said = said(cause);
    String advice =
        matches(FULL, said)
            ? "make room on the engine's disk: docker system prune"
            : "try it by hand: docker run --rm " + image;
    return new IOException(
        "the Docker engine refuses to run the image '%s': %s. Perhaps you should %s"
            .formatted(image, said, advice),
        cause);
  }

  /** The engine's own words, without the JSON around them, on one line. */
  static String said(Throwable problem) {
    String message = deepest(problem);
    Matcher json = MESSAGE.matcher(message);
    String words = json.find() ? json.group(1).replace("\\\"", "\"").replace("\\n", " ") : message;
    String oneLine = words.strip().replaceAll("\\s+", " ");
    return oneLine.endsWith(".") ? oneLine.substring(0, oneLine.length() - 1) : oneLine;
  }

  /** The message of the first cause; its type where it has none. */
  static String deepest(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  /** The registry in an image's name; empty for Docker Hub. */
  private static String registry(String image) {
    String first = image.substring(0, Math.max(0, image.indexOf('/')));
    boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
    return named ? first : "";
  }
}
