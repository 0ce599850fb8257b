package dev.deploypipeline.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${jdbcUrl}} and the like. {@code @{jdbcUrl}} means the same and is for poms that
 * define a property of that name, because Maven would replace {@code ${port}} by the pom's own
 * property before we see it.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("[$@]\\{([^}]*)}");

  private Placeholders() {}

  /**
   * Refuses names that no server has, so that a typing error shows before anything is started.
   *
   * @throws IllegalArgumentException naming the placeholder and those that exist
   */
  static void check(String service, String template) {
    for (String name : names(template)) {
      if (!ConnectionFacts.isName(name)) {
        throw new IllegalArgumentException(
            "service "
                + service
                + ": unknown placeholder '${"
                + name
                + "}' in '"
                + template
                + "'. Perhaps you should use one of "
                + spelled(ConnectionFacts.NAMES)
                + ".");
      }
    }
  }

  /**
   * Fills a template.
   *
   * @throws IllegalArgumentException if it asks for a fact which this server does not have
   */
  static String render(String service, String template, ConnectionFacts facts) {
    check(service, template);
    Map<String, String> values = facts.values();
    for (String name : names(template)) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            "service "
                + service
                + " has no '${"
                + name
                + "}', which '"
                + template
                + "' asks for. Perhaps you should use one of "
                + spelled(List.copyOf(values.keySet()))
                + ".");
      }
    }
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1))));
  }

  private static List<String> names(String template) {
    List<String> names = new ArrayList<>();
    PLACEHOLDER
        .matcher(template)
        .results()
        .map((MatchResult found) -> found.group(1))
        .forEach(names::add);
    return names;
  }

  private static String spelled(List<String> names) {
    return "${" + String.join("} ${", names) + "}";
  }
}
