package dev.deploypipeline.reactor;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The parameters of a mojo execution with the values that Maven is about to give them.
 *
 * @param texts the values of each parameter that has any; several for lists and nested elements,
 *     each with its place in front
 * @param strange why a parameter cannot be written as text; empty for most executions
 */
record MojoValues(SortedMap<String, List<String>> texts, Optional<String> strange) {

  /** Behind a parameter's name: what is said of the files in its directories. */
  private static final String RULES = " (rules)";

  /** A property that Surefire and Failsafe put in when their mojo runs. */
  private static final Pattern LATE = Pattern.compile("@\\{([^}]+)}");

  /**
   * Evaluates them.
   *
   * @param session a session whose current project is the one that the mojo works on
   * @param ignored parameters that are left out
   */
  static MojoValues of(MavenSession session, MojoExecution execution, Set<String> ignored) {
    Reader reader =
        new Reader(new PluginParameterExpressionEvaluator(session, execution), new TreeMap<>());
    List<Parameter> parameters = execution.getMojoDescriptor().getParameters();
    Xpp3Dom configuration = execution.getConfiguration();
    if (parameters == null || configuration == null) {
      return new MojoValues(new TreeMap<>(), Optional.empty());
    }
    try {
      for (Parameter parameter : parameters) {
        Xpp3Dom node = node(configuration, parameter);
        if (node != null && !ignored.contains(parameter.getName())) {
          reader.read(parameter.getName(), node);
        }
      }
    } catch (ExpressionEvaluationException | StrangeValue e) {
      return new MojoValues(reader.texts, Optional.of(e.getMessage()));
    }
    return new MojoValues(reader.texts, Optional.empty());
  }

  private static Xpp3Dom node(Xpp3Dom configuration, Parameter parameter) {
    Xpp3Dom node = configuration.getChild(parameter.getName());
    return node == null && parameter.getAlias() != null
        ? configuration.getChild(parameter.getAlias())
        : node;
  }

  /** The same with the properties that are put in late, as they are now. */
  MojoValues withLate(Properties properties) {
    SortedMap<String, List<String>> replaced = new TreeMap<>();
    texts.forEach(
        (name, values) ->
            replaced.put(name, values.stream().map(value -> withLate(value, properties)).toList()));
    return new MojoValues(replaced, strange);
  }

  private static String withLate(String value, Properties properties) {
    return LATE.matcher(value)
        .replaceAll(
            late -> Matcher.quoteReplacement(properties.getProperty(late.group(1), late.group())));
  }

  /** The only value of a parameter; empty where it has none, or several. */
  Optional<String> text(String parameter) {
    List<String> values = texts.getOrDefault(parameter, List.of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Whether a parameter is {@code true}. */
  boolean isTrue(String parameter) {
    return text(parameter).filter(Boolean::parseBoolean).isPresent();
  }

  /** The files that a parameter names, relative ones taken from the directory. */
  List<Path> paths(String parameter, Path basedir) {
    return texts.getOrDefault(parameter, List.of()).stream()
        .map(MojoValues::withoutPlace)
        .filter(text -> !text.isBlank())
        .map(text -> basedir.resolve(text).normalize())
        .toList();
  }

  /** A value as it was before its place in the parameter was put in front. */
  static String withoutPlace(String text) {
    int end = text.startsWith("[") ? text.indexOf("]=") : -1;
    return end < 0 ? text : text.substring(end + 2);
  }

  /** A value of which nobody knows what it stands for. */
  private static final class StrangeValue extends Exception {

    private static final long serialVersionUID = 1;

    StrangeValue(String message) {
      super(message);
    }
  }

  private record Reader(
      PluginParameterExpressionEvaluator evaluator, SortedMap<String, List<String>> texts) {

    void read(String parameter, Xpp3Dom node) throws ExpressionEvaluationException, StrangeValue {
      List<String> values = new ArrayList<>();
      node(parameter, "", node, values);
      if (!values.isEmpty()) {
        texts.put(parameter, values);
      }
    }

    private void node(String parameter, String place, Xpp3Dom node, List<String> values)
        throws ExpressionEvaluationException, StrangeValue {
      if (node.getChildCount() == 0) {
        Object value = evaluate(node.getValue());
        if (value == null) {
          value = evaluate(node.getAttribute("default-value"));
        }
        value(parameter, place, value, values);
        return;
      }
      String implementation = node.getAttribute("implementation");
      if (implementation != null && !place.isEmpty()) {
        values.add("[" + place + "@]=" + implementation);
      }
      int index = 0;
      for (Xpp3Dom child : node.getChildren()) {
        if (child.getName().equals("filtering") && !"false".equals(child.getValue())) {
          throw new StrangeValue("its parameter " + parameter + " filters files");
        }
        String name = child.getName() + "#" + index++;
        node(parameter, place.isEmpty() ? name : place + "/" + name, child, values);
      }
    }

    private Object evaluate(String text) throws ExpressionEvaluationException {
      return text == null || text.isBlank() ? null : evaluator.evaluate(text, Object.class);
    }

    private void value(String parameter, String place, Object value, List<String> values)
        throws StrangeValue {
      if (value == null) {
        return;
      }
      if (value instanceof CharSequence
          || value instanceof Number
          || value instanceof Boolean
          || value instanceof Enum<?>
          || value instanceof File
          || value instanceof Path) {
        values.add(place.isEmpty() ? value.toString() : "[" + place + "]=" + value);
      } else if (value instanceof Resource resource) {
        resource(parameter, place, resource, values);
      } else if (value instanceof Object[] array) {
        all(parameter, place, Arrays.asList(array), values);
      } else if (value instanceof Collection<?> collection) {
        all(parameter, place, collection, values);
      } else if (value instanceof Map<?, ?> map) {
        SortedMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, one) -> sorted.put(String.valueOf(key), one));
        for (Map.Entry<String, Object> one : sorted.entrySet()) {
          value(parameter, at(place, one.getKey()), one.getValue(), values);
        }
      } else {
        throw new StrangeValue(
            "its parameter " + parameter + " is a " + value.getClass().getName());
      }
    }

    private void all(String parameter, String place, Collection<?> all, List<String> values)
        throws StrangeValue {
      int index = 0;
      for (Object one : all) {
        value(parameter, at(place, String.valueOf(index++)), one, values);
      }
    }

    /** What Maven filters depends on everything that a text can refer to. */
    private void resource(String parameter, String place, Resource resource, List<String> values)
        throws StrangeValue {
      if (resource.isFiltering()) {
        throw new StrangeValue("it filters the files of " + resource.getDirectory());
      }
      String target = resource.getTargetPath();
      if (target != null
          && (Path.of(target).isAbsolute() || Path.of(target).normalize().startsWith(".."))) {
        throw new StrangeValue("it copies files to " + target);
      }
      values.add("[" + at(place, "directory") + "]=" + resource.getDirectory());
      texts
          .computeIfAbsent(parameter + RULES, name -> new ArrayList<>())
          .add(
              "to "
                  + target
                  + ", with "
                  + resource.getIncludes()
                  + ", without "
                  + resource.getExcludes());
    }

    private static String at(String place, String name) {
      return place.isEmpty() ? name : place + "/" + name;
    }
  }
}
