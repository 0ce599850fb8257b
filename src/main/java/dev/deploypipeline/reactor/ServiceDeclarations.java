package dev.deploypipeline.reactor;

import dev.deploypipeline.config.Readiness;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.config.ServiceSettingsBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Reads {@code <services>} from the plugin's configuration. From the model and not as a mojo
 * parameter, because Maven would evaluate {@code ${jdbcUrl}} to nothing.
 */
public final class ServiceDeclarations {

  private static final List<String> ELEMENTS =
      List.of(
          "name",
          "image",
          "provider",
          "size",
          "isolation",
          "scope",
          "stages",
          "migrations",
          "tuning",
          "environment",
          "ports",
          "readiness",
          "expose");

  private ServiceDeclarations() {}

  /**
   * The services of a build: those of the top-level project, otherwise those of the first project
   * that has any.
   *
   * @return empty if there are none
   * @throws IllegalArgumentException if a declaration is wrong; the message names service and value
   */
  public static List<ServiceSettings> of(MavenSession session) {
    return Stream.concat(Stream.of(session.getTopLevelProject()), session.getProjects().stream())
        .map(ServiceDeclarations::of)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<ServiceSettings> of(MavenProject project) {
    Path base = project.getBasedir() == null ? Path.of("") : project.getBasedir().toPath();
    return PluginConfiguration.of(project).elements("services").stream()
        .filter(services -> services.getChildCount() > 0)
        .findFirst()
        .map(services -> read(services, base))
        .orElse(List.of());
  }

  /**
   * Reads the children of a {@code <services>} element.
   *
   * @param base what relative paths start from
   */
  static List<ServiceSettings> read(Xpp3Dom services, Path base) {
    List<ServiceSettings> read = new ArrayList<>();
    for (Xpp3Dom service : services.getChildren()) {
      read.add(readOne(service, base));
    }
    return read;
  }

  private static ServiceSettings readOne(Xpp3Dom service, Path base) {
    String name = text(service, "name");
    refuseUnknown(name, service);
    ServiceSettingsBuilder builder =
        ServiceSettingsBuilder.service(name, text(service, "image"))
            .provider(text(service, "provider"))
            .size(text(service, "size"))
            .isolation(text(service, "isolation"))
            .scope(text(service, "scope"))
            .tuning(map(service, "tuning"))
            .environment(map(service, "environment"))
            .expose(map(service, "expose"));
    String migrations = text(service, "migrations");
    if (migrations != null && !migrations.isEmpty()) {
      builder.migrations(base.resolve(migrations));
    }
    try {
      builder.ports(ports(service)).readiness(readiness(service));
      Xpp3Dom stages = service.getChild("stages");
      if (stages != null) {
        builder.stages(
            Stream.of(stages.getChildren()).map(stage -> stage.getValue().strip()).toList());
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("service " + name + ": " + e.getMessage(), e);
    }
    return builder.build();
  }

  private static void refuseUnknown(String name, Xpp3Dom service) {
    for (Xpp3Dom child : service.getChildren()) {
      if (!ELEMENTS.contains(child.getName())) {
        throw new IllegalArgumentException(
            "service "
                + name
                + ": unknown element <"
                + child.getName()
                + ">. Perhaps you should use one of: "
                + String.join(", ", ELEMENTS)
                + ".");
      }
    }
  }

  private static List<Integer> ports(Xpp3Dom service) {
    List<Integer> ports = new ArrayList<>();
    Xpp3Dom element = service.getChild("ports");
    if (element != null) {
      for (Xpp3Dom port : element.getChildren()) {
        ports.add(number("port", port.getValue()));
      }
    }
    return ports;
  }

  private static int number(String what, String value) {
    try {
      return Integer.parseInt(String.valueOf(value).strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          what + " is '" + value + "'. Perhaps you should use a whole number.", e);
    }
  }

  private static Readiness readiness(Xpp3Dom service) {
    Xpp3Dom element = service.getChild("readiness");
    if (element == null) {
      return new Readiness.BuiltIn();
    }
    if (element.getChildCount() != 1) {
      throw new IllegalArgumentException(
          "readiness has "
              + element.getChildCount()
              + " elements. Perhaps you should give it one of logLine, port, sql, command.");
    }
    Xpp3Dom kind = element.getChild(0);
    String value = kind.getValue() == null ? "" : kind.getValue().strip();
    return switch (kind.getName()) {
      case "logLine" -> Readiness.logLine(value, kind.getAttribute("times"));
      case "port" -> new Readiness.Port(number("readiness: port", value));
      case "sql" -> new Readiness.Sql(value);
      case "command" ->
          new Readiness.Command(value.isEmpty() ? List.of() : List.of(value.split("\\s+")));
      default ->
          throw new IllegalArgumentException(
              "readiness: unknown <"
                  + kind.getName()
                  + ">. Perhaps you should use one of logLine, port, sql, command.");
    };
  }

  private static Map<String, String> map(Xpp3Dom service, String child) {
    Map<String, String> map = new LinkedHashMap<>();
    Xpp3Dom element = service.getChild(child);
    if (element != null) {
      for (Xpp3Dom entry : element.getChildren()) {
        map.put(entry.getName(), entry.getValue() == null ? "" : entry.getValue().strip());
      }
    }
    return map;
  }

  private static String text(Xpp3Dom element, String child) {
    Xpp3Dom found = element.getChild(child);
    return found == null || found.getValue() == null ? null : found.getValue().strip();
  }
}
