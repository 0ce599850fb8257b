package dev.deploypipeline.reactor;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Plugin;

/**
 * The modules that plugins of the reactor come from, by {@code groupId:artifactId}.
 *
 * @param versions of the modules
 */
record PluginModules(Map<String, String> versions) {

  PluginModules {
    versions = Map.copyOf(versions);
  }

  /** The module that builds the plugin, if any. */
  Set<String> itself(Plugin plugin) {
    return inReactor(plugin.getGroupId(), plugin.getArtifactId(), plugin.getVersion())
        ? Set.of(plugin.getGroupId() + ":" + plugin.getArtifactId())
        : Set.of();
  }

  /** The modules on the plugin's class path, directly. */
  Set<String> of(Plugin plugin) {
    Set<String> modules = new HashSet<>(itself(plugin));
    for (Dependency dependency : plugin.getDependencies()) {
      if (inReactor(dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion())) {
        modules.add(dependency.getGroupId() + ":" + dependency.getArtifactId());
      }
    }
    return modules;
  }

  private boolean inReactor(String groupId, String artifactId, String version) {
    String own = versions.get(groupId + ":" + artifactId);
    return own != null && (version == null || own.equals(version));
  }
}
