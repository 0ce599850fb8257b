package dev.deploypipeline.reactor;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Finds the modules that a module's configuration names beside its dependencies, by coordinates
 * (the {@code annotationProcessorPaths} of the compiler, for example) or by a path. Maven does not
 * order modules by these: a build that works relies on the order in which its modules are listed,
 * and so does this.
 */
final class ConfigurationReferences {

  private final List<MavenProject> inOrder;
  private final Path root;

  /**
   * @param inOrder the projects of the reactor in Maven's order
   * @param root where Maven was started
   */
  ConfigurationReferences(List<MavenProject> inOrder, Path root) {
    this.inOrder = List.copyOf(inOrder);
    this.root = root;
  }

  /** The modules before the given one that its plugins' configuration names by coordinates. */
  Set<String> named(MavenProject project) {
    Set<String> found = new HashSet<>();
    int index = inOrder.indexOf(project);
    if (index > 0) {
      List<MavenProject> before = inOrder.subList(0, index);
      ConfigurationTexts.configurations(project).forEach(dom -> addNamed(dom, before, found));
    }
    return found;
  }

  private static void addNamed(Xpp3Dom dom, List<MavenProject> before, Set<String> found) {
    String groupId = text(dom.getChild("groupId"));
    String artifactId = text(dom.getChild("artifactId"));
    String version = text(dom.getChild("version"));
    String own = text(dom);
    for (MavenProject other : before) {
      String id = Sessions.id(other);
      boolean inParts =
          groupId.equals(other.getGroupId())
              && artifactId.equals(other.getArtifactId())
              && (version.isEmpty() || version.equals(other.getVersion()));
      if (inParts || own.startsWith(id + ":")) {
        found.add(id);
      }
    }
    Stream.of(dom.getChildren()).forEach(child -> addNamed(child, before, found));
  }

  private static String text(Xpp3Dom dom) {
    return dom == null || dom.getValue() == null ? "" : dom.getValue().strip();
  }

  /**
   * For each module, those before it whose files it names by path, or that name its own: whether
   * they read or write there cannot be told. Sources do not count, since nothing makes them.
   */
  Map<String, Set<String>> byPath() {
    Map<String, Set<String>> found = new HashMap<>();
    inOrder.forEach(project -> found.put(Sessions.id(project), new HashSet<>()));
    for (int i = 0; i < inOrder.size(); i++) {
      MavenProject project = inOrder.get(i);
      ConfigurationTexts texts = ConfigurationTexts.of(project, root);
      for (int j = 0; j < inOrder.size(); j++) {
        if (i != j && texts.lead(inOrder.get(j), j < i)) {
          MavenProject later = inOrder.get(Math.max(i, j));
          found.get(Sessions.id(later)).add(Sessions.id(inOrder.get(Math.min(i, j))));
        }
      }
    }
    return found;
  }
}
