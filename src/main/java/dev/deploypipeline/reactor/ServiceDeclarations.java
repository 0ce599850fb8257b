package dev.deploypipeline.reactor;

import dev.deploypipeline.config.ServiceSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Reads {@code <services>} from the plugin's configuration. From the model and not as a mojo
 * parameter, because Maven would evaluate {@code ${jdbcUrl}} to nothing.
 */
public final class ServiceDeclarations {

  private static final String PLUGIN = "dev.deploypipeline:deploy-pipeline-maven-plugin";

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
    Plugin plugin = project.getPlugin(PLUGIN);
    if (plugin == null) {
      return List.of();
    }
    Stream<ConfigurationContainer> places =
        Stream.concat(Stream.of(plugin), plugin.getExecutions().stream());
    return places
        .map(
            place ->
                place.getConfiguration() instanceof Xpp3Dom dom ? dom.getChild("services") : null)
        .filter(services -> services != null && services.getChildCount() > 0)
        .findFirst()
        .map(ServiceDeclarations::read)
        .orElse(List.of());
  }

  /** Reads the children of a {@code <services>} element. */
  static List<ServiceSettings> read(Xpp3Dom services) {
    List<ServiceSettings> read = new ArrayList<>();
    for (Xpp3Dom service : services.getChildren()) {
      read.add(
          new ServiceSettings(
              text(service, "name"),
              text(service, "image"),
              text(service, "provider"),
              expose(service)));
    }
    return read;
  }

  private static Map<String, String> expose(Xpp3Dom service) {
    Map<String, String> expose = new LinkedHashMap<>();
    Xpp3Dom element = service.getChild("expose");
    if (element != null) {
      for (Xpp3Dom property : element.getChildren()) {
        expose.put(
            property.getName(), property.getValue() == null ? "" : property.getValue().strip());
      }
    }
    return expose;
  }

  private static String text(Xpp3Dom element, String child) {
    Xpp3Dom found = element.getChild(child);
    return found == null || found.getValue() == null ? null : found.getValue().strip();
  }
}
