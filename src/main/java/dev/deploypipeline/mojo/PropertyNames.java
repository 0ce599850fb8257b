package dev.deploypipeline.mojo;

import dev.deploypipeline.reactor.BrokerDeclarations;
import dev.deploypipeline.reactor.PoolDeclarations;
import dev.deploypipeline.reactor.TestJvmDeclarations;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The properties of this plugin, and those on the command line that look like one but are none. */
final class PropertyNames {

  private static final String PREFIX = "deploy-pipeline.";
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(deploy-pipeline\\.[^}]+)}");

  private PropertyNames() {}

  /**
   * One line for each property of the command line that this plugin would have to know and does
   * not. A property that the pom has too belongs to the project, which may keep the plugin's
   * version in it.
   */
  static List<String> warnings(MavenSession session, PluginDescriptor plugin) {
    Set<String> known = known(plugin);
    Properties ofProject = session.getTopLevelProject().getProperties();
    List<String> warnings = new ArrayList<>();
    for (String name : new TreeSet<>(session.getUserProperties().stringPropertyNames())) {
      if (name.startsWith(PREFIX) && !known.contains(name) && !ofProject.containsKey(name)) {
        warnings.add(
            "-D"
                + name
                + " is no property of this plugin, which ignores it. Perhaps you should use one of: "
                + String.join(", ", known)
                + ".");
      }
    }
    return warnings;
  }

  private static Set<String> known(PluginDescriptor plugin) {
    Set<String> known = new TreeSet<>(PoolDeclarations.properties());
    known.add(BrokerDeclarations.PROPERTY);
    known.add(TestJvmDeclarations.PROPERTY);
    for (MojoDescriptor mojo : plugin.getMojos()) {
      for (PlexusConfiguration parameter : mojo.getMojoConfiguration().getChildren()) {
        Matcher expression = EXPRESSION.matcher(String.valueOf(parameter.getValue(null)));
        if (expression.matches()) {
          known.add(expression.group(1));
        }
      }
    }
    return known;
  }
}
