package dev.deploypipeline.reactor;

import dev.deploypipeline.broker.LearnedImages;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.prefetch.FailureText;
import dev.deploypipeline.prefetch.FetchFailure;
import dev.deploypipeline.prefetch.FetchFailure.Kind;
import dev.deploypipeline.prefetch.LockList;
import dev.deploypipeline.prefetch.LockedArtifact;
import dev.deploypipeline.runtime.ServicePrefetch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.version.PluginVersionResolutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches all that a build of the reactor will resolve, and the images of its services, all at
 * once. Goes on after a failure, so that all of them are told together.
 */
public final class Prefetch {

  private static final Logger LOG = LoggerFactory.getLogger(Prefetch.class);

  private static final String DONE_KEY = "dev.deploypipeline.prefetched";

  /** They wait for the network; the resolver fetches several files for each of them. */
  private static final int REQUESTS_AT_ONCE = 8;

  private static final int LOCKED_AT_ONCE = 50;
  private static final Set<String> SITE = Set.of("pre-site", "site", "post-site", "site-deploy");

  private final MavenComponents maven;
  private final MavenSession session;
  private final ArtifactFetch artifacts;
  private final Collection<FetchFailure> failures = new ConcurrentLinkedQueue<>();

  /** A prefetch for a session. */
  public Prefetch(MavenComponents maven, MavenSession session) {
    this.maven = maven;
    this.session = session;
    this.artifacts = new ArtifactFetch(maven, session);
  }

  /**
   * Whether nobody has claimed the prefetch of the session before; a goal may be bound in many
   * modules.
   */
  public static boolean claim(MavenSession session) {
    return session.getRepositorySession().getData().set(DONE_KEY, null, true);
  }

  /**
   * Fetches everything.
   *
   * @return what could not be had, told at once with what to do; empty if all is there
   * @throws IllegalArgumentException if the lock list or the declared services cannot be read
   * @throws InterruptedException if the build is stopped. What was fetched by then is whole
   */
  public String fetch() throws InterruptedException {
    long began = System.nanoTime();
    Map<String, Boolean> used = new ConcurrentHashMap<>();
    ArtifactSignals.listen(session, (coordinates, file) -> used.put(coordinates, true));
    List<LockedArtifact> locked = lockList();
    List<ServiceSettings> services = ServiceDeclarations.of(session);
    resolveVersions();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            REQUESTS_AT_ONCE,
            task -> {
              Thread thread = new Thread(task, "deploy-pipeline-prefetch");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Callable<Void>> work = new ArrayList<>();
      work.add(() -> images(services));
      Map<String, Callable<Void>> plugins = plugins();
      work.addAll(plugins.values());
      session.getProjects().forEach(project -> work.add(() -> module(project)));
      for (int i = 0; i < locked.size(); i += LOCKED_AT_ONCE) {
        List<LockedArtifact> part = locked.subList(i, Math.min(i + LOCKED_AT_ONCE, locked.size()));
        work.add(() -> locked(part));
      }
      LOG.info(
          "Prefetching for {} modules: {} plugins{}, dependencies, {} services",
          session.getProjects().size(),
          plugins.size(),
          locked.isEmpty() ? "" : ", " + locked.size() + " locked artifacts",
          services.size());
      for (Future<Void> each : threads.invokeAll(work)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
    if (failures.isEmpty()) {
      LOG.info(
          "Prefetched in {} s: {} files of artifacts are in the local repository",
          "%.1f".formatted((System.nanoTime() - began) / 1e9),
          used.size());
      return "";
    }
    return FailureText.of(failures);
  }

  private List<LockedArtifact> lockList() {
    try {
      return new LockList(LockRecorder.file(session)).read();
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** As Maven does it when it plans a module. */
  private void resolveVersions() {
    for (MavenProject project : session.getProjects()) {
      try {
        maven
            .pluginVersions()
            .resolveMissingPluginVersions(project, Sessions.forProject(session, project));
      } catch (PluginVersionResolutionException e) {
        failures.addAll(ResolutionFailures.of(e, e.getGroupId() + ":" + e.getArtifactId()));
      }
    }
  }

  /** Each plugin once, however many modules use it. */
  private Map<String, Callable<Void>> plugins() {
    Map<String, Callable<Void>> all = new LinkedHashMap<>();
    for (MavenProject project : session.getProjects()) {
      for (Plugin plugin : project.getBuildPlugins()) {
        if (plugin.getVersion() != null) {
          all.putIfAbsent(
              ArtifactFetch.key(project, plugin),
              () -> {
                List<FetchFailure> own = new ArrayList<>();
                artifacts.plugin(project, plugin, !isForSite(plugin), own);
                failures.addAll(own);
                return null;
              });
        }
      }
    }
    return all;
  }

  /** The plugins that Maven itself binds to the site lifecycle are many, and no build runs them. */
  private static boolean isForSite(Plugin plugin) {
    List<PluginExecution> executions = plugin.getExecutions();
    return !executions.isEmpty()
        && executions.stream()
            .allMatch(one -> one.getPhase() != null && SITE.contains(one.getPhase()));
  }

  private Void module(MavenProject project) {
    List<FetchFailure> own = new ArrayList<>();
    List<Artifact> dependencies = artifacts.dependencies(project, own);
    failures.addAll(own);
    for (LateArtifacts.Request request : new LateArtifacts(project, dependencies).requests()) {
      List<FetchFailure> late = new ArrayList<>();
      artifacts.late(project, request, late);
      for (FetchFailure failure : late) {
        // What a plugin will ask for is a guess, so that it does not exist need not matter.
        if (failure.kind() == Kind.MISSING) {
          LOG.warn(
              "{} may ask for {} while it runs, which is not in {}",
              request.plugin(),
              failure.what(),
              failure.where());
        } else {
          failures.add(failure);
        }
      }
    }
    return null;
  }

  private Void locked(List<LockedArtifact> part) {
    List<FetchFailure> own = new ArrayList<>();
    artifacts.locked(part, own);
    failures.addAll(own);
    return null;
  }

  private Void images(List<ServiceSettings> services) throws InterruptedException {
    List<String> learned =
        BrokerDeclarations.isOn(session)
            ? LearnedImages.of(BrokerSession.recipes(session))
            : List.of();
    ServicePrefetch.ofThisMachine(
            new MavenArtifacts(maven.repositories(), session, session.getTopLevelProject()),
            Prefetch::log)
        .fetch(services, learned)
        .forEach(
            failure ->
                failures.add(new FetchFailure(Kind.OTHER, failure.what(), "", failure.reason())));
    return null;
  }

  private static void log(Finding finding) {
    if (finding.severity() == Severity.WARNING) {
      LOG.warn(finding.message());
    } else {
      LOG.info(finding.message());
    }
  }
}
