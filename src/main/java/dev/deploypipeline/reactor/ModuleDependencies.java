package dev.deploypipeline.reactor;

import dev.deploypipeline.config.Phase;
import dev.deploypipeline.pipeline.Placement;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.ArtifactUtils;
import org.apache.maven.artifact.resolver.filter.ArtifactFilter;
import org.apache.maven.artifact.resolver.filter.CumulativeScopeArtifactFilter;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.artifact.InvalidDependencyVersionException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.WorkspaceReader;

/**
 * A module's dependencies: resolved once, for all scopes that its plan asks for, and handed to
 * every task as a private copy. The steps are those of Maven's {@code LifecycleDependencyResolver}.
 */
final class ModuleDependencies {

  /** Which files stand for the reactor's own artifacts. */
  enum Files {
    /** The directories of classes, as they are before packaging. */
    CLASSES,
    /** The packaged files, where they are made by now. */
    PACKAGED;

    private static final int PROCESS_TEST_CLASSES = Phase.require("process-test-classes");

    /** Those that the task gets. */
    static Files of(Placement placement) {
      int phase = Phase.order(placement.mojo().phase()).orElse(PROCESS_TEST_CLASSES + 1);
      return switch (placement.role()) {
        case COMPILER, LOCAL, SOURCE_CHECK -> phase <= PROCESS_TEST_CLASSES ? CLASSES : PACKAGED;
        default -> PACKAGED;
      };
    }
  }

  private static final Set<String> ALL_SCOPES =
      Set.of("compile", "system", "provided", "runtime", "test");

  private final MavenComponents maven;
  private final Map<String, MavenProject> reactor;
  private final WorkspaceReader reader;
  private final Set<String> scopes;
  private Set<Artifact> resolved;
  private LifecycleExecutionException failure;

  /**
   * @param reactor the projects by {@code groupId:artifactId:version}; empty where Maven goes
   *     through them, and its own reader knows what is built
   * @param packaged the modules whose directory cannot stand for their artifact
   * @param plan the mojo executions whose scopes are to be resolved
   */
  ModuleDependencies(
      MavenComponents maven,
      MavenSession session,
      Map<String, MavenProject> reactor,
      Set<String> packaged,
      Collection<MojoExecution> plan) {
    this.maven = maven;
    this.reactor = reactor;
    WorkspaceReader mavens = session.getRepositorySession().getWorkspaceReader();
    this.reader =
        reactor.isEmpty() ? mavens : new ClassesReader(mavens, reactor, packaged).asMavens();
    this.scopes = new TreeSet<>();
    plan.forEach(execution -> scopes.addAll(scopes(execution.getMojoDescriptor())));
  }

  private static Set<String> scopes(MojoDescriptor mojo) {
    Set<String> all = new TreeSet<>();
    addScopes(mojo.getDependencyResolutionRequired(), all);
    addScopes(mojo.getDependencyCollectionRequired(), all);
    return all;
  }

  private static void addScopes(String required, Set<String> all) {
    if (required == null || required.isEmpty()) {
      return;
    }
    // As LifecycleDependencyResolver.negate has it: wherever compile is wanted, provided and system
    // come with it.
    all.addAll(List.of("compile", "system", "provided"));
    if (!"compile".equals(required)) {
      all.add("runtime");
    }
    if ("test".equals(required)) {
      all.add("test");
    }
  }

  /**
   * Gives the project what the mojo may see of the dependencies, as Maven does before it runs the
   * mojo.
   */
  void provide(MavenProject project, MavenSession session, MojoDescriptor mojo, Files files)
      throws LifecycleExecutionException {
    Set<String> needed = scopes(mojo);
    if (!needed.isEmpty()) {
      Set<Artifact> copies = copies(project, session, needed, files, mojo.isAggregator());
      project.setResolvedArtifacts(copies);
      provideDirect(project, copies);
    }
    project.setArtifactFilter(filter(mojo));
  }

  private static ArtifactFilter filter(MojoDescriptor mojo) {
    List<String> required = new ArrayList<>();
    for (String scope :
        new String[] {
          mojo.getDependencyCollectionRequired(), mojo.getDependencyResolutionRequired()
        }) {
      if (scope != null && !scope.isEmpty()) {
        required.add(scope);
      }
    }
    return required.isEmpty() ? null : new CumulativeScopeArtifactFilter(required);
  }

  /** Plugins still read the deprecated list of direct dependencies, and Maven still fills it. */
  @SuppressWarnings("deprecation")
  private void provideDirect(MavenProject project, Set<Artifact> copies)
      throws LifecycleExecutionException {
    try {
      project.setDependencyArtifacts(maven.artifacts().createArtifacts(project));
    } catch (InvalidDependencyVersionException e) {
      throw new LifecycleExecutionException(null, project, e);
    }
    Map<String, Artifact> byConflictId = new HashMap<>();
    copies.forEach(artifact -> byConflictId.put(artifact.getDependencyConflictId(), artifact));
    for (Artifact direct : project.getDependencyArtifacts()) {
      Artifact artifact = byConflictId.get(direct.getDependencyConflictId());
      if (artifact != null && direct.getFile() == null) {
        direct.setFile(artifact.getFile());
        direct.setDependencyTrail(artifact.getDependencyTrail());
        direct.setResolvedVersion(artifact.getVersion());
        direct.setResolved(true);
      }
    }
  }

  private Set<Artifact> copies(
      MavenProject project,
      MavenSession session,
      Set<String> needed,
      Files files,
      boolean aggregator)
      throws LifecycleExecutionException {
    Set<Artifact> copies = new LinkedHashSet<>();
    for (Artifact artifact : resolve(project, session, needed, aggregator)) {
      Artifact copy = ArtifactUtils.copyArtifact(artifact);
      copy.setDependencyTrail(artifact.getDependencyTrail());
      if (files == Files.PACKAGED) {
        pointToPackaged(copy);
      }
      copies.add(copy);
    }
    return copies;
  }

  private void pointToPackaged(Artifact copy) {
    MavenProject project =
        reactor.get(copy.getGroupId() + ":" + copy.getArtifactId() + ":" + copy.getBaseVersion());
    if (project == null) {
      return;
    }
    List<Artifact> made = new ArrayList<>();
    made.add(project.getArtifact());
    made.addAll(project.getAttachedArtifacts());
    String classifier = copy.getClassifier() == null ? "" : copy.getClassifier();
    for (Artifact artifact : made) {
      String other = artifact.getClassifier() == null ? "" : artifact.getClassifier();
      File file = artifact.getFile();
      if (file != null
          && file.exists()
          && other.equals(classifier)
          && artifact
              .getArtifactHandler()
              .getExtension()
              .equals(copy.getArtifactHandler().getExtension())) {
        copy.setFile(file);
        return;
      }
    }
  }

  /**
   * Resolves on the first call; later calls wait for it and share its answer, failures included.
   */
  private synchronized Set<Artifact> resolve(
      MavenProject project, MavenSession session, Set<String> needed, boolean aggregator)
      throws LifecycleExecutionException {
    if (failure != null) {
      throw failure;
    }
    // A forked execution may ask for a scope that the module's own plan does not.
    if (resolved == null || scopes.addAll(needed)) {
      try {
        DependencyResolutionResult result = resolveAll(project, session, aggregator);
        if (!result.getUnresolvedDependencies().isEmpty()) {
          return artifacts(project, result); // good for this aggregator only
        }
        resolved = artifacts(project, result);
      } catch (LifecycleExecutionException e) {
        failure = e;
        throw e;
      }
    }
    return resolved;
  }

  private DependencyResolutionResult resolveAll(
      MavenProject project, MavenSession session, boolean aggregator)
      throws LifecycleExecutionException {
    DefaultRepositorySystemSession repositories =
        new DefaultRepositorySystemSession(session.getRepositorySession());
    repositories.setWorkspaceReader(reader);
    DefaultDependencyResolutionRequest request =
        new DefaultDependencyResolutionRequest(project, repositories);
    request.setResolutionFilter((node, parents) -> inScope(node.getDependency()));
    try {
      return maven.dependencies().resolve(request);
    } catch (DependencyResolutionException e) {
      // An aggregator sees modules that are not packaged yet, and Maven lets it: MNG-2277.
      if (aggregator && onlyModulesMissing(e.getResult())) {
        return e.getResult();
      }
      throw new LifecycleExecutionException(null, project, e);
    }
  }

  private boolean onlyModulesMissing(DependencyResolutionResult result) {
    return result.getDependencyGraph() != null
        && result.getUnresolvedDependencies().stream()
            .map(Dependency::getArtifact)
            .allMatch(
                artifact ->
                    reactor.containsKey(
                        artifact.getGroupId()
                            + ":"
                            + artifact.getArtifactId()
                            + ":"
                            + artifact.getBaseVersion()));
  }

  private Set<Artifact> artifacts(MavenProject project, DependencyResolutionResult result) {
    Set<Artifact> artifacts = new LinkedHashSet<>();
    if (result.getDependencyGraph() != null
        && !result.getDependencyGraph().getChildren().isEmpty()) {
      RepositoryUtils.toArtifacts(
          artifacts,
          result.getDependencyGraph().getChildren(),
          List.of(project.getArtifact().getId()),
          (node, parents) -> inScope(node.getDependency()));
    }
    return artifacts;
  }

  private boolean inScope(Dependency dependency) {
    return dependency == null
        || !ALL_SCOPES.contains(dependency.getScope())
        || scopes.contains(dependency.getScope());
  }
}
