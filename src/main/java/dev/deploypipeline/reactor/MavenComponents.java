package dev.deploypipeline.reactor;

import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.internal.ExecutionEventCatapult;
import org.apache.maven.lifecycle.internal.LifecycleExecutionPlanCalculator;
import org.apache.maven.lifecycle.internal.LifecyclePluginResolver;
import org.apache.maven.lifecycle.internal.ProjectArtifactFactory;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.LegacySupport;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.plugin.internal.PluginDependenciesResolver;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.codehaus.plexus.PlexusContainer;
import org.eclipse.aether.RepositorySystem;

/** The parts of Maven that the adapter is built on; injected once and handed on whole. */
@Named
@Singleton
public final class MavenComponents {

  private final LifecycleExecutionPlanCalculator plans;
  private final BuildPluginManager plugins;
  private final MavenPluginManager prerequisites;
  private final ProjectDependenciesResolver dependencies;
  private final ProjectArtifactFactory artifacts;
  private final ExecutionEvents events;
  private final LegacySupport legacy;
  private final PlexusContainer container;
  private final RepositorySystem repositories;
  private final PluginDependenciesResolver pluginDependencies;
  private final LifecyclePluginResolver pluginVersions;
  private final MavenProjectHelper projectHelper;

  @Inject
  MavenComponents(
      LifecycleExecutionPlanCalculator plans,
      BuildPluginManager plugins,
      MavenPluginManager prerequisites,
      ProjectDependenciesResolver dependencies,
      ProjectArtifactFactory artifacts,
      ExecutionEventCatapult events,
      LegacySupport legacy,
      PlexusContainer container,
      RepositorySystem repositories,
      PluginDependenciesResolver pluginDependencies,
      LifecyclePluginResolver pluginVersions,
      MavenProjectHelper projectHelper) {
    this.plans = plans;
    this.plugins = plugins;
    this.prerequisites = prerequisites;
    this.dependencies = dependencies;
    this.artifacts = artifacts;
    this.events = new ExecutionEvents(events);
    this.legacy = legacy;
    this.container = container;
    this.repositories = repositories;
    this.pluginDependencies = pluginDependencies;
    this.pluginVersions = pluginVersions;
    this.projectHelper = projectHelper;
  }

  /**
   * Puts a session back for the calling thread and those that come from it; running mojos replaced
   * it.
   */
  public void restoreSession(MavenSession session) {
    legacy.setSession(session);
  }

  LifecycleExecutionPlanCalculator plans() {
    return plans;
  }

  BuildPluginManager plugins() {
    return plugins;
  }

  MavenPluginManager prerequisites() {
    return prerequisites;
  }

  ProjectDependenciesResolver dependencies() {
    return dependencies;
  }

  ProjectArtifactFactory artifacts() {
    return artifacts;
  }

  ExecutionEvents events() {
    return events;
  }

  LegacySupport legacy() {
    return legacy;
  }

  PlexusContainer container() {
    return container;
  }

  RepositorySystem repositories() {
    return repositories;
  }

  PluginDependenciesResolver pluginDependencies() {
    return pluginDependencies;
  }

  LifecyclePluginResolver pluginVersions() {
    return pluginVersions;
  }

  MavenProjectHelper projectHelper() {
    return projectHelper;
  }
}
