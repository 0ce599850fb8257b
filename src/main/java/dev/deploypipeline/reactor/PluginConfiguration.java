package dev.deploypipeline.reactor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** What a project's pom says to this plugin, read before any mojo of it runs. */
record PluginConfiguration(List<Xpp3Dom> places) {

  private static final String PLUGIN = "dev.deploypipeline:deploy-pipeline-maven-plugin";

  /** The configuration of the plugin, then that of its executions; empty where it is not used. */
  static PluginConfiguration of(MavenProject project) {
    Plugin plugin = project.getPlugin(PLUGIN);
    if (plugin == null) {
      return new PluginConfiguration(List.of());
    }
    Stream<ConfigurationContainer> places =
        Stream.concat(Stream.of(plugin), plugin.getExecutions().stream());
    return new PluginConfiguration(
        places
            .flatMap(
                place ->
                    place.getConfiguration() instanceof Xpp3Dom dom
                        ? Stream.of(dom)
                        : Stream.empty())
            .toList());
  }

  /** The elements of that name. */
  List<Xpp3Dom> elements(String name) {
    return places.stream().flatMap(place -> Stream.ofNullable(place.getChild(name))).toList();
  }

  /** The text of the first element at that path. */
  Optional<String> text(String... path) {
    return places.stream().flatMap(place -> find(place, path)).findFirst();
  }

  private static Stream<String> find(Xpp3Dom from, String... path) {
    Xpp3Dom at = from;
    for (String name : path) {
      at = at == null ? null : at.getChild(name);
    }
    return at == null || at.getValue() == null ? Stream.empty() : Stream.of(at.getValue().strip());
  }
}
