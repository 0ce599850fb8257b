package dev.deploypipeline.mojo;

import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.model.TaskId;
import dev.deploypipeline.pipeline.RunPipeline;
import dev.deploypipeline.pipeline.RunResult;
import dev.deploypipeline.reactor.BuildResults;
import dev.deploypipeline.reactor.MavenComponents;
import dev.deploypipeline.reactor.MavenReactor;
import dev.deploypipeline.reactor.OutputCapture;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.slf4j.LoggerFactory;

/** Puts the parts of a run together for a Maven session. */
final class ReactorRun {

  private final MavenComponents maven;
  private final MavenSession session;
  private final MojoExecution execution;

  ReactorRun(MavenComponents maven, MavenSession session, MojoExecution execution) {
    this.maven = maven;
    this.session = session;
    this.execution = execution;
  }

  void start(RunSettings settings) throws MojoExecutionException {
    Preconditions.check(session, execution);
    AtomicReference<RunPipeline> pipeline = new AtomicReference<>();
    try (OutputCapture output =
        new OutputCapture((task, text) -> pipeline.get().output(task, text))) {
      MavenReactor reactor =
          new MavenReactor(maven, session, settings.until(), settings.goals(), output);
      Map<TaskId, StringBuilder> groups = new java.util.HashMap<>();
      pipeline.set(
          new RunPipeline(
              reactor,
              settings,
              reactor.plugins(),
              info(settings),
              Map.of(),
              List.of(
                  event -> {
                    if (event instanceof RunEvent.TaskOutput o) {
                      groups.computeIfAbsent(o.id(), i -> new StringBuilder()).append(o.text());
                    } else if (event instanceof RunEvent.TaskFinished f) {
                      StringBuilder g = groups.remove(f.id());
                      if (g != null) {
                        output.original().print(g);
                      }
                    } else if (event instanceof RunEvent.RunFinished f) {
                      output.original().println(f.summary());
                    }
                  }),
              LoggerFactory.getLogger(ReactorRun.class)::warn,
              InstantSource.system()));
      RunResult result = pipeline.get().run();
      BuildResults.publish(result, reactor, session);
    }
  }

  private RunInfo info(RunSettings settings) {
    MavenProject top = session.getTopLevelProject();
    return new RunInfo(
        top.getName(),
        top.getVersion(),
        session.getProjects().stream().map(p -> p.getGroupId() + ":" + p.getArtifactId()).toList(),
        settings.until(),
        settings.profile().id(),
        settings.threads(),
        session.getSystemProperties().getProperty("maven.version", "unknown"),
        Runtime.version().toString());
  }
}
