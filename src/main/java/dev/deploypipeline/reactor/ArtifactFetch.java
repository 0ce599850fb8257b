package dev.deploypipeline.reactor;

import dev.deploypipeline.prefetch.FetchFailure;
import dev.deploypipeline.prefetch.FetchFailure.Kind;
import dev.deploypipeline.prefetch.FileDigest;
import dev.deploypipeline.prefetch.LockedArtifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.PluginResolutionException;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;

/**
 * Fetches single parts of what a build needs, each the way in which Maven or the plugin in question
 * will ask for it. The reactor's own artifacts are left out. Safe for use by many threads.
 */
final class ArtifactFetch {

  private final MavenComponents maven;
  private final MavenSession session;
  private final Set<String> own;

  ArtifactFetch(MavenComponents maven, MavenSession session) {
    this.maven = maven;
    this.session = session;
    this.own =
        session.getAllProjects().stream().map(Sessions::coordinates).collect(Collectors.toSet());
  }

  /** Whether the reactor makes that artifact. */
  private boolean isOwn(Artifact artifact) {
    return isOwn(artifact.getGroupId(), artifact.getArtifactId(), artifact.getBaseVersion());
  }

  private boolean isOwn(String groupId, String artifactId, String version) {
    return own.contains(groupId + ":" + artifactId + ":" + version);
  }

  /**
   * Fetches a module's dependencies of all scopes.
   *
   * @param failures where to add what could not be had
   * @return all of them, whether they could be had or not
   */
  List<Artifact> dependencies(MavenProject project, List<FetchFailure> failures) {
    DefaultDependencyResolutionRequest request =
        new DefaultDependencyResolutionRequest(project, session.getRepositorySession());
    request.setResolutionFilter(
        (node, parents) -> node.getArtifact() == null || !isOwn(node.getArtifact()));
    DependencyResolutionResult result;
    try {
      result = maven.dependencies().resolve(request);
    } catch (DependencyResolutionException e) {
      result = e.getResult();
      failures.addAll(ResolutionFailures.of(e, "the dependencies of " + Sessions.id(project)));
    }
    List<Artifact> all = new ArrayList<>();
    if (result.getDependencyGraph() != null) {
      addChildren(result.getDependencyGraph(), all);
    }
    return all;
  }

  private static void addChildren(DependencyNode node, List<Artifact> to) {
    for (DependencyNode child : node.getChildren()) {
      to.add(child.getArtifact());
      addChildren(child, to);
    }
  }

  /** What tells plugins apart that need different files. */
  static String key(MavenProject project, Plugin plugin) {
    return Stream.of(
            Stream.of(plugin.getId()),
            plugin.getDependencies().stream()
                .map(
                    one ->
                        one.getManagementKey()
                            + ":"
                            + one.getVersion()
                            + one.getExclusions().stream()
                                .map(each -> each.getGroupId() + ":" + each.getArtifactId())
                                .toList()),
            project.getRemotePluginRepositories().stream().map(RemoteRepository::getId))
        .flatMap(parts -> parts)
        .collect(Collectors.joining(" "));
  }

  /**
   * Fetches a plugin, with its class path where it may be run.
   *
   * @param failures where to add what could not be had
   */
  void plugin(MavenProject project, Plugin plugin, boolean classPath, List<FetchFailure> failures) {
    if (isOwn(plugin.getGroupId(), plugin.getArtifactId(), plugin.getVersion())) {
      return; // its class path is that of its module
    }
    Plugin foreign = plugin.clone();
    foreign.setDependencies(
        plugin.getDependencies().stream()
            .filter(one -> !isOwn(one.getGroupId(), one.getArtifactId(), one.getVersion()))
            .toList());
    List<RemoteRepository> repositories = project.getRemotePluginRepositories();
    try {
      Artifact jar =
          maven.pluginDependencies().resolve(foreign, repositories, session.getRepositorySession());
      if (classPath) {
        maven
            .pluginDependencies()
            .resolve(
                foreign,
                jar,
                project.getExtensionDependencyFilter(),
                repositories,
                session.getRepositorySession());
      }
    } catch (PluginResolutionException e) {
      failures.addAll(ResolutionFailures.of(e, plugin.getId()));
    }
  }

  /**
   * Fetches what a plugin will ask for while it runs.
   *
   * @param failures where to add what could not be had
   */
  void late(MavenProject project, LateArtifacts.Request request, List<FetchFailure> failures) {
    List<RemoteRepository> repositories = repositories(List.of(project));
    List<Artifact> foreign = request.roots().stream().filter(root -> !isOwn(root)).toList();
    try {
      if (request.transitive()) {
        CollectRequest collect = new CollectRequest();
        foreign.forEach(root -> collect.addDependency(new Dependency(root, "runtime")));
        collect.setRepositories(repositories);
        maven
            .repositories()
            .resolveDependencies(
                session.getRepositorySession(),
                new DependencyRequest(
                    collect,
                    (node, parents) -> node.getArtifact() == null || !isOwn(node.getArtifact())));
      } else {
        resolve(foreign, repositories);
      }
    } catch (RepositoryException e) {
      failures.addAll(ResolutionFailures.of(e, "what " + request.plugin() + " resolves"));
    }
  }

  private List<ArtifactResult> resolve(List<Artifact> artifacts, List<RemoteRepository> from)
      throws ArtifactResolutionException {
    List<ArtifactRequest> requests =
        artifacts.stream().map(one -> new ArtifactRequest(one, from, "")).toList();
    return maven.repositories().resolveArtifacts(session.getRepositorySession(), requests);
  }

  /**
   * Fetches artifacts of the lock list, and compares them with it.
   *
   * @param failures where to add what could not be had, or is another file
   */
  void locked(List<LockedArtifact> locked, List<FetchFailure> failures) {
    Map<String, LockedArtifact> expected = new HashMap<>();
    List<Artifact> artifacts = new ArrayList<>();
    for (LockedArtifact one : locked) {
      Artifact artifact = new DefaultArtifact(one.coordinates());
      if (!isOwn(artifact)) {
        expected.put(artifact.toString(), one);
        artifacts.add(artifact);
      }
    }
    List<ArtifactResult> results;
    try {
      results = resolve(artifacts, repositories(session.getProjects()));
    } catch (ArtifactResolutionException e) {
      failures.addAll(ResolutionFailures.of(e, "the lock list"));
      results = e.getResults();
    }
    for (ArtifactResult result : results) {
      LockedArtifact lock = expected.get(result.getRequest().getArtifact().toString());
      if (result.isResolved() && lock != null && lock.sha256().isPresent()) {
        compare(lock, result.getArtifact(), failures);
      }
    }
  }

  private static void compare(LockedArtifact lock, Artifact artifact, List<FetchFailure> failures) {
    String file = artifact.getFile().toString();
    try {
      String found = FileDigest.sha256(artifact.getFile().toPath());
      String wanted = lock.sha256().orElseThrow();
      if (!found.equals(wanted)) {
        failures.add(
            new FetchFailure(
                Kind.NOT_AS_LOCKED,
                lock.coordinates(),
                file,
                "its SHA-256 is " + found + ", not " + wanted));
      }
    } catch (IOException e) {
      failures.add(new FetchFailure(Kind.OTHER, lock.coordinates(), file, e.toString()));
    }
  }

  /** Plugins ask for what they need in both. */
  private static List<RemoteRepository> repositories(List<MavenProject> projects) {
    Map<String, RemoteRepository> all = new LinkedHashMap<>();
    projects.stream()
        .flatMap(
            project ->
                Stream.concat(
                    project.getRemoteProjectRepositories().stream(),
                    project.getRemotePluginRepositories().stream()))
        .forEach(one -> all.putIfAbsent(one.getId() + " " + one.getUrl(), one));
    return List.copyOf(all.values());
  }
}
