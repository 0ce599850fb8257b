package dev.deploypipeline.reactor;

import dev.deploypipeline.config.GoalRole;
import dev.deploypipeline.config.GoalRule;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.config.Phase;
import dev.deploypipeline.pipeline.Module;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.ProjectDependencyGraph;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.FileSet;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Decides how the modules depend on each other, and where a directory of classes can stand for an
 * artifact.
 */
final class ReactorModules {

  private static final int PROCESS_SOURCES = Phase.require("process-sources");
  private static final int PROCESS_CLASSES = Phase.require("process-classes");
  private static final int PACKAGE = Phase.require("package");
  private static final Set<String> JAR_CONTENT =
      Set.of("includes", "excludes", "classesDirectory", "classifier");

  private final MavenSession session;
  private final ReactorPlans plans;
  private final GoalTable goals;
  private final ConfigurationReferences references;
  private final Map<String, MavenProject> byId = new LinkedHashMap<>();
  private final Map<String, Boolean> classesStandForJar = new HashMap<>();

  ReactorModules(MavenSession session, ReactorPlans plans, GoalTable goals) {
    this.session = session;
    this.plans = plans;
    this.goals = goals;
    this.references =
        new ConfigurationReferences(
            session.getProjects(), new File(session.getExecutionRootDirectory()).toPath());
    session.getProjects().forEach(project -> byId.put(Sessions.id(project), project));
  }

  List<Module> modules() {
    List<Module> modules = new ArrayList<>();
    ProjectDependencyGraph graph = session.getProjectDependencyGraph();
    Map<String, Set<String>> filesOf = references.byPath();
    for (MavenProject project : session.getProjects()) {
      Set<String> direct = ids(graph.getUpstreamProjects(project, false));
      Set<String> all = ids(graph.getUpstreamProjects(project, true));
      Set<String> packaged = packagedUpstream(project, all);
      Set<String> readsFilesOf = new HashSet<>(filesOf.get(Sessions.id(project)));
      for (String named : references.named(project)) {
        // What the configuration names by coordinates is resolved to a packaged file.
        (all.contains(named) ? packaged : readsFilesOf).add(named);
      }
      modules.add(
          new Module(
              Sessions.id(project),
              direct,
              packaged,
              testClassesUpstream(project, all),
              parents(all),
              plans.pluginModulesOf(project),
              readsFilesOf));
    }
    return modules;
  }

  private static Set<String> ids(Collection<MavenProject> projects) {
    Set<String> ids = new HashSet<>();
    projects.forEach(project -> ids.add(Sessions.id(project)));
    return ids;
  }

  private Set<String> packagedUpstream(MavenProject project, Set<String> upstream) {
    Set<String> packaged = new HashSet<>();
    boolean namesModulesByJar = hasModuleInfo(project);
    for (String id : upstream) {
      MavenProject other = byId.get(id);
      if ("pom".equals(other.getPackaging())) {
        continue;
      }
      if (namesModulesByJar || !classesStandForJar(other)) {
        packaged.add(id);
      }
    }
    packaged.addAll(directDependencies(project, upstream, this::needsFile));
    return packaged;
  }

  private Set<String> parents(Set<String> upstream) {
    return upstream.stream()
        .filter(id -> "pom".equals(byId.get(id).getPackaging()))
        .collect(Collectors.toSet());
  }

  private Set<String> testClassesUpstream(MavenProject project, Set<String> upstream) {
    return directDependencies(project, upstream, ReactorModules::isTestJar);
  }

  @FunctionalInterface
  private interface Test {
    boolean matches(Dependency dependency);
  }

  /**
   * The reactor modules that the project or one of its upstream modules depends on in the given
   * way.
   */
  private Set<String> directDependencies(MavenProject project, Set<String> upstream, Test test) {
    Set<String> found = new HashSet<>();
    List<MavenProject> projects = new ArrayList<>(List.of(project));
    upstream.forEach(id -> projects.add(byId.get(id)));
    for (MavenProject one : projects) {
      for (Dependency dependency : one.getDependencies()) {
        String id = dependency.getGroupId() + ":" + dependency.getArtifactId();
        if (upstream.contains(id) && test.matches(dependency)) {
          found.add(id);
        }
      }
    }
    return found;
  }

  private static boolean isTestJar(Dependency dependency) {
    return "test-jar".equals(dependency.getType())
        || ("jar".equals(dependency.getType()) && "tests".equals(dependency.getClassifier()));
  }

  private boolean needsFile(Dependency dependency) {
    boolean plain = dependency.getClassifier() == null || dependency.getClassifier().isEmpty();
    if (isTestJar(dependency)) {
      return !testClassesStandForJar(
          byId.get(dependency.getGroupId() + ":" + dependency.getArtifactId()));
    }
    return !plain || !Set.of("jar", "maven-plugin", "bundle").contains(dependency.getType());
  }

  private static boolean hasModuleInfo(MavenProject project) {
    List<String> roots = new ArrayList<>(project.getCompileSourceRoots());
    roots.addAll(project.getTestCompileSourceRoots());
    return roots.stream().anyMatch(root -> new File(root, "module-info.java").isFile())
        || hasFurtherModuleInfo(new File(project.getBasedir(), "src").toPath());
  }

  /** Whether another execution of the compiler has one, in {@code src/main/java9} for example. */
  private static boolean hasFurtherModuleInfo(Path sources) {
    if (!Files.isDirectory(sources)) {
      return false;
    }
    try (Stream<Path> found =
        Files.find(sources, 3, (path, file) -> path.endsWith("module-info.java"))) {
      return found.findAny().isPresent();
    } catch (IOException | UncheckedIOException e) {
      // What cannot be read may hold one: to wait for the packaged modules is never wrong.
      return true;
    }
  }

  private boolean classesStandForJar(MavenProject project) {
    return classesStandForJar.computeIfAbsent(Sessions.id(project), id -> decide(project));
  }

  private boolean decide(MavenProject project) {
    if (!plans.pluginModulesOf(project).isEmpty()
        || !"jar".equals(project.getArtifact().getArtifactHandler().getExtension())
        || !hasContent(project)) {
      return false;
    }
    Collection<MojoExecution> plan;
    try {
      plan = plans.plan(project).values();
    } catch (LifecycleExecutionException e) {
      // The module fails when its turn comes, and tells why.
      return false;
    }
    int phase = 0;
    boolean makesJar = false;
    for (MojoExecution execution : plan) {
      phase = Math.max(phase, Phase.order(execution.getLifecyclePhase()).orElse(phase));
      if (forksCompilation(execution)) {
        return false;
      }
      if (isJarGoal(execution, "jar")) {
        makesJar = true;
        if (changesContent(execution)) {
          return false;
        }
      } else if (phase > PROCESS_CLASSES && phase <= PACKAGE && mayRewrite(execution)) {
        return false;
      }
    }
    // Before the phase package nobody makes a jar, and Maven too takes the directory.
    return makesJar || phase < PACKAGE;
  }

  /**
   * Whether there will be a directory of classes at all: Maven makes a jar, though an empty one, of
   * a module without sources.
   */
  private static boolean hasContent(MavenProject project) {
    Stream<String> directories =
        Stream.concat(
            project.getCompileSourceRoots().stream(),
            project.getBuild().getResources().stream().map(FileSet::getDirectory));
    return directories.map(Path::of).anyMatch(ReactorModules::hasFile);
  }

  private static boolean hasFile(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.anyMatch(Files::isRegularFile);
    } catch (IOException | UncheckedIOException e) {
      // As if there was none: to wait for the packaged module is never wrong.
      return false;
    }
  }

  private boolean testClassesStandForJar(MavenProject project) {
    try {
      Collection<MojoExecution> plan = plans.plan(project).values();
      boolean packages =
          plan.stream()
              .anyMatch(
                  execution -> Phase.order(execution.getLifecyclePhase()).orElse(0) >= PACKAGE);
      List<MojoExecution> testJars =
          plan.stream().filter(execution -> isJarGoal(execution, "test-jar")).toList();
      // A module that packages, but makes no test jar, has none for Maven either.
      return !(packages && testJars.isEmpty())
          && testJars.stream().noneMatch(ReactorModules::changesContent);
    } catch (LifecycleExecutionException e) {
      return false;
    }
  }

  /** Whether it may compile the module again, under the hands of those that compile against it. */
  private static boolean forksCompilation(MojoExecution execution) {
    String phase = execution.getMojoDescriptor().getExecutePhase();
    return phase != null && Phase.order(phase).orElse(PACKAGE) > PROCESS_SOURCES;
  }

  private static boolean isJarGoal(MojoExecution execution, String goal) {
    return "maven-jar-plugin".equals(execution.getArtifactId()) && goal.equals(execution.getGoal());
  }

  private static boolean changesContent(MojoExecution execution) {
    Xpp3Dom configuration = execution.getConfiguration();
    if (configuration == null) {
      return false;
    }
    for (Xpp3Dom child : configuration.getChildren()) {
      // The effective configuration holds the defaults too, as an attribute without a value.
      boolean set = child.getValue() != null && !child.getValue().contains("${");
      if (JAR_CONTENT.contains(child.getName()) && (child.getChildCount() > 0 || set)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a mojo may change what the module's artifact contains. */
  private boolean mayRewrite(MojoExecution execution) {
    GoalRole role =
        goals
            .find(execution.getGroupId(), execution.getArtifactId(), execution.getGoal())
            .map(GoalRule::role)
            .orElse(GoalRole.UNKNOWN);
    return role == GoalRole.UNKNOWN || role == GoalRole.ASSEMBLER;
  }
}
