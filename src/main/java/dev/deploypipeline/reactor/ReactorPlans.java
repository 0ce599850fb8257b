package dev.deploypipeline.reactor;

import dev.deploypipeline.config.Phase;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.PlannedMojo;
import dev.deploypipeline.pipeline.RunScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.lifecycle.MavenExecutionPlan;
import org.apache.maven.lifecycle.internal.LifecycleTask;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The execution plans of the modules, each calculated once. */
final class ReactorPlans {

  private static final Set<String> PUBLISHERS =
      Set.of("maven-deploy-plugin", "maven-install-plugin");

  private final MavenComponents maven;
  private final MavenSession session;
  private final String until;
  private final PluginModules pluginModules;
  private final Map<String, Map<TaskId, MojoExecution>> plans = new ConcurrentHashMap<>();
  private final Map<MojoExecution, TaskId> byExecution =
      Collections.synchronizedMap(new IdentityHashMap<>());

  ReactorPlans(MavenComponents maven, MavenSession session, String until) {
    this.maven = maven;
    this.session = session;
    this.until = until;
    Map<String, String> versions = new HashMap<>();
    for (MavenProject project : session.getProjects()) {
      versions.put(Sessions.id(project), project.getVersion());
    }
    this.pluginModules = new PluginModules(versions);
  }

  /**
   * Plans all modules that can be planned ahead, several at a time. One that fails is planned again
   * when its plan is asked for, and tells then why.
   */
  void planAhead() {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (MavenProject project : session.getProjects()) {
        if (pluginModulesOf(project).isEmpty()) {
          all.add(() -> !plan(project).isEmpty());
        }
      }
      pool.invokeAll(all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pool.shutdownNow();
    }
  }

  /** The module's mojo executions in Maven's order, by task. Calculates them at the first call. */
  Map<TaskId, MojoExecution> plan(MavenProject project) throws LifecycleExecutionException {
    Map<TaskId, MojoExecution> known = plans.get(Sessions.id(project));
    if (known != null) {
      return known;
    }
    return keep(project, calculate(project));
  }

  private Map<TaskId, MojoExecution> calculate(MavenProject project)
      throws LifecycleExecutionException {
    MavenExecutionPlan plan;
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      if (project.getClassRealm() != null) {
        Thread.currentThread().setContextClassLoader(project.getClassRealm());
      }
      plan =
          maven
              .plans()
              .calculateExecutionPlan(
                  Sessions.forProject(session, project),
                  project,
                  List.of(new LifecycleTask(until)));
    } catch (Exception e) {
      throw new LifecycleExecutionException(null, project, e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    Map<TaskId, MojoExecution> tasks = new LinkedHashMap<>();
    for (MojoExecution execution : plan.getMojoExecutions()) {
      // It runs in Maven's place what this run runs anyway.
      if (!ModuleSlice.isOwnGoal(execution)) {
        TestTempDirectories.separate(execution);
        tasks.put(name(project, execution, tasks.keySet()), execution);
      }
    }
    return tasks;
  }

  /** Takes the executions for the module's plan, in that order, and calculates none. */
  void give(MavenProject project, List<MojoExecution> executions) {
    Map<TaskId, MojoExecution> tasks = new LinkedHashMap<>();
    executions.forEach(one -> tasks.put(name(project, one, tasks.keySet()), one));
    keep(project, tasks);
  }

  private Map<TaskId, MojoExecution> keep(MavenProject project, Map<TaskId, MojoExecution> plan) {
    plans.put(Sessions.id(project), plan);
    plan.forEach((id, execution) -> byExecution.put(execution, id));
    return plan;
  }

  private static TaskId name(MavenProject project, MojoExecution execution, Set<TaskId> taken) {
    String name = label(execution);
    TaskId id = new TaskId(Sessions.id(project), name);
    // Two plugins may have one prefix.
    return taken.contains(id)
        ? new TaskId(Sessions.id(project), execution.getArtifactId() + ":" + name)
        : id;
  }

  /** {@code prefix:goal (execution-id)}. */
  static String label(MojoExecution execution) {
    String prefix = execution.getMojoDescriptor().getPluginDescriptor().getGoalPrefix();
    return prefix + ":" + execution.getGoal() + " (" + execution.getExecutionId() + ")";
  }

  /**
   * With {@code deployAtEnd} or {@code installAtEnd} whoever finds itself last publishes for all,
   * and two at once would both be last.
   */
  private boolean waitsForTheLast(MavenProject project, MojoExecution execution) {
    return PUBLISHERS.contains(execution.getArtifactId())
        && (isSet(project, execution, "deployAtEnd") || isSet(project, execution, "installAtEnd"));
  }

  private boolean isSet(MavenProject project, MojoExecution execution, String name) {
    Xpp3Dom set =
        execution.getConfiguration() == null ? null : execution.getConfiguration().getChild(name);
    String value = set == null ? null : set.getValue();
    if (value == null || value.contains("${")) {
      String otherwise = set == null ? null : set.getAttribute("default-value");
      value =
          session
              .getUserProperties()
              .getProperty(name, project.getProperties().getProperty(name, otherwise));
    }
    return Boolean.parseBoolean(value);
  }

  /** What the pipeline needs to know of a module's plan. */
  List<PlannedMojo> describe(MavenProject project) throws LifecycleExecutionException {
    return describe(project, plan(project));
  }

  private List<PlannedMojo> describe(MavenProject project, Map<TaskId, MojoExecution> plan) {
    List<PlannedMojo> mojos = new ArrayList<>();
    plan.forEach(
        (id, execution) -> {
          MojoDescriptor mojo = execution.getMojoDescriptor();
          mojos.add(
              new PlannedMojo(
                  id,
                  execution.getGroupId(),
                  execution.getArtifactId(),
                  execution.getGoal(),
                  named(execution.getLifecyclePhase()),
                  ("default-" + execution.getGoal()).equals(execution.getExecutionId()),
                  mojo.isThreadSafe() && !waitsForTheLast(project, execution),
                  mojo.isAggregator(),
                  named(mojo.getExecutePhase()),
                  pluginModules.of(execution.getPlugin())));
        });
    return mojos;
  }

  private static String named(String phase) {
    return phase == null ? "" : Phase.named(phase);
  }

  /**
   * The goals that run of the module, though nobody needs its file, and that may read the files of
   * the modules it uses; empty for a module that cannot be planned yet or at all.
   */
  Set<String> fileReaders(MavenProject project, RunSettings settings) {
    Map<TaskId, MojoExecution> plan = plans.get(Sessions.id(project));
    if (plan == null) {
      return Set.of();
    }
    FileReaders readers = new FileReaders(settings.goals());
    // What this scope leaves out is not told: the run has one of its own.
    return RunScope.of(settings).select(describe(project, plan), Set.of()).stream()
        .map(mojo -> plan.get(mojo.id()))
        .filter(
            execution ->
                readers.has(
                    execution.getGroupId(),
                    execution.getArtifactId(),
                    execution.getGoal(),
                    execution.getMojoDescriptor().getDependencyResolutionRequired()))
        .map(execution -> execution.getArtifactId() + ":" + execution.getGoal())
        .collect(Collectors.toSet());
  }

  /**
   * The modules that build the module's plugins or extensions: it cannot be planned before they are
   * packaged.
   */
  Set<String> pluginModulesOf(MavenProject project) {
    return project.getBuildPlugins().stream()
        .flatMap(plugin -> pluginModules.itself(plugin).stream())
        .collect(Collectors.toSet());
  }

  /** The modules that the class paths of the module's plugins contain, directly. */
  Set<String> pluginClassPathModulesOf(MavenProject project) {
    return project.getBuildPlugins().stream()
        .flatMap(plugin -> pluginModules.of(plugin).stream())
        .collect(Collectors.toSet());
  }

  /** Whether any plan has an execution of that goal. */
  boolean have(String artifactId, String goal) {
    return plans.values().stream()
        .flatMap(plan -> plan.values().stream())
        .anyMatch(
            execution ->
                execution.getArtifactId().equals(artifactId) && execution.getGoal().equals(goal));
  }

  /** How many executions of that goal the module's plan has. */
  long count(MavenProject project, String artifactId, String goal) {
    return plans.getOrDefault(Sessions.id(project), Map.of()).values().stream()
        .filter(
            execution ->
                execution.getArtifactId().equals(artifactId) && execution.getGoal().equals(goal))
        .count();
  }

  /** The task of an execution; empty for one that is in no plan. */
  Optional<TaskId> task(MojoExecution execution) {
    return Optional.ofNullable(byExecution.get(execution));
  }

  /** The task whose goal forks that execution; empty for one that nobody forks. */
  Optional<TaskId> forking(MojoExecution execution) {
    synchronized (byExecution) {
      return byExecution.entrySet().stream()
          .filter(entry -> forks(entry.getKey(), execution))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  static boolean forks(MojoExecution goal, MojoExecution execution) {
    return goal.getForkedExecutions().values().stream()
        .flatMap(List::stream)
        .anyMatch(one -> one == execution || forks(one, execution));
  }

  /** All plugins that any module of the reactor builds with, {@code groupId:artifactId}. */
  Set<String> allPlugins() {
    Set<String> all = new HashSet<>();
    for (MavenProject project : session.getProjects()) {
      project
          .getBuildPlugins()
          .forEach(plugin -> all.add(plugin.getGroupId() + ":" + plugin.getArtifactId()));
    }
    plans
        .values()
        .forEach(
            plan ->
                plan.values()
                    .forEach(
                        execution ->
                            all.add(execution.getGroupId() + ":" + execution.getArtifactId())));
    return all;
  }
}
