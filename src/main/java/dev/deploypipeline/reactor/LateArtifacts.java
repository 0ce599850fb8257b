package dev.deploypipeline.reactor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * What well-known plugins resolve by themselves while they run: no pom names it, so nobody who
 * resolves poms finds it. What is not known here is learned from a real run, as the lock list.
 */
final class LateArtifacts {

  /**
   * Artifacts that a plugin asks for together.
   *
   * @param plugin who asks
   * @param roots what it asks for
   * @param transitive whether it wants what they depend on as well
   */
  record Request(String plugin, List<Artifact> roots, boolean transitive) {
    Request {
      roots = List.copyOf(roots);
    }
  }

  private static final String MAVEN = "org.apache.maven.plugins:";
  private static final String SUREFIRE = "org.apache.maven.surefire";

  /** From here on Surefire runs all tests on the JUnit Platform. */
  private static final ComparableVersion PLATFORM_ONLY = new ComparableVersion("3.6");

  private final MavenProject project;
  private final Map<String, String> tests = new LinkedHashMap<>();

  /**
   * @param dependencies what the module's tests may use, resolved
   */
  LateArtifacts(MavenProject project, List<Artifact> dependencies) {
    this.project = project;
    dependencies.forEach(
        one -> tests.put(one.getGroupId() + ":" + one.getArtifactId(), one.getBaseVersion()));
  }

  /** All requests of the module's plugins. */
  List<Request> requests() {
    List<Request> all = new ArrayList<>();
    for (Plugin plugin : project.getBuildPlugins()) {
      switch (plugin.getKey()) {
        case MAVEN + "maven-surefire-plugin", MAVEN + "maven-failsafe-plugin" ->
            providers(plugin).forEach(root -> all.add(request(plugin, List.of(root), true)));
        case MAVEN + "maven-compiler-plugin" ->
            lists(plugin, "annotationProcessorPaths")
                .filter(paths -> !paths.isEmpty())
                .forEach(paths -> all.add(request(plugin, paths, true)));
        case MAVEN + "maven-dependency-plugin" ->
            lists(plugin, "artifactItems")
                .flatMap(List::stream)
                .forEach(item -> all.add(request(plugin, List.of(item), false)));
        default -> {
          // Resolves nothing that is known of.
        }
      }
    }
    return all;
  }

  private static Request request(Plugin plugin, List<Artifact> roots, boolean transitive) {
    return new Request(plugin.getArtifactId(), roots, transitive);
  }

  /** As Surefire's AbstractSurefireMojo chooses them; where it depends on more, all of them. */
  private List<Artifact> providers(Plugin plugin) {
    String version = plugin.getVersion();
    if (version == null || "pom".equals(project.getPackaging())) {
      return List.of();
    }
    boolean platformOnly = new ComparableVersion(version).compareTo(PLATFORM_ONLY) >= 0;
    boolean platform =
        tests.keySet().stream()
            .anyMatch(
                id -> id.startsWith("org.junit.platform:") || id.startsWith("org.junit.jupiter:"));
    boolean junit4 = tests.containsKey("junit:junit");
    boolean testng = tests.containsKey("org.testng:testng");
    List<Artifact> roots = new ArrayList<>();
    if (platform || (platformOnly && (junit4 || testng))) {
      roots.add(jar(SUREFIRE, "surefire-junit-platform", version));
      platformVersion()
          .ifPresent(v -> roots.add(jar("org.junit.platform", "junit-platform-launcher", v)));
      String api = tests.get("org.junit.jupiter:junit-jupiter-api");
      if (api != null && !tests.containsKey("org.junit.jupiter:junit-jupiter-engine")) {
        roots.add(jar("org.junit.jupiter", "junit-jupiter-engine", api));
      }
    } else if (testng) {
      roots.add(jar(SUREFIRE, "surefire-testng", version));
    } else if (junit4) {
      roots.add(jar(SUREFIRE, "surefire-junit4", version));
      roots.add(jar(SUREFIRE, "surefire-junit47", version));
    }
    return roots;
  }

  private Optional<String> platformVersion() {
    return Stream.of("junit-platform-engine", "junit-platform-commons")
        .map(artifactId -> tests.get("org.junit.platform:" + artifactId))
        .filter(version -> version != null)
        .findFirst();
  }

  private static Artifact jar(String groupId, String artifactId, String version) {
    return new DefaultArtifact(groupId, artifactId, "jar", version);
  }

  /** The artifacts of each element of that name. */
  private Stream<List<Artifact>> lists(Plugin plugin, String name) {
    return ConfigurationTexts.configurations(plugin)
        .flatMap(dom -> Stream.of(dom.getChildren(name)))
        .map(
            list ->
                Stream.of(list.getChildren())
                    .flatMap(child -> artifact(child).stream())
                    .distinct()
                    .toList())
        .distinct();
  }

  private Optional<Artifact> artifact(Xpp3Dom element) {
    String groupId = text(element, "groupId", "");
    String artifactId = text(element, "artifactId", "");
    String version = text(element, "version", managed(groupId, artifactId));
    // What Maven evaluates when the mojo runs cannot be known before.
    boolean known =
        Stream.of(groupId, artifactId, version)
            .allMatch(value -> !value.isEmpty() && !value.contains("${"));
    return known
        ? Optional.of(
            new DefaultArtifact(
                groupId,
                artifactId,
                text(element, "classifier", ""),
                text(element, "type", "jar"),
                version))
        : Optional.empty();
  }

  private static String text(Xpp3Dom element, String child, String otherwise) {
    Xpp3Dom found = element.getChild(child);
    return found == null || found.getValue() == null ? otherwise : found.getValue().strip();
  }

  private String managed(String groupId, String artifactId) {
    Stream<Dependency> managed =
        project.getDependencyManagement() == null
            ? Stream.empty()
            : project.getDependencyManagement().getDependencies().stream();
    return Stream.concat(project.getDependencies().stream(), managed)
        .filter(one -> groupId.equals(one.getGroupId()) && artifactId.equals(one.getArtifactId()))
        .map(Dependency::getVersion)
        .filter(version -> version != null)
        .findFirst()
        .orElse("");
  }
}
