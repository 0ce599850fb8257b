package dev.deploypipeline.pipeline;

import dev.deploypipeline.config.Errand;
import dev.deploypipeline.config.FailureMode;
import dev.deploypipeline.config.GoalTable;
import dev.deploypipeline.config.Profile;
import dev.deploypipeline.config.RunSettings;
import dev.deploypipeline.model.Outcome;
import dev.deploypipeline.model.RunEvent;
import dev.deploypipeline.model.RunInfo;
import dev.deploypipeline.model.RunListener;
import dev.deploypipeline.pipeline.RunResult.ModuleResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs fake reactors on one thread and notes what is told. */
abstract class RunFixture {

  static final String[] JAVA = {"compile", "testCompile", "unit", "jar"};

  final List<RunEvent> events = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  RunPipeline pipeline(FakeReactor reactor, FailureMode mode, RunListener... more) {
    RunSettings settings =
        new RunSettings(
            "deploy", Profile.BALANCED, 1, 1, mode, GoalTable.builtIn(), Errand.RUN, false);
    RunInfo info =
        new RunInfo("shop", "1", List.of(), "deploy", "balanced", 1, "3.9.16", "17", "run");
    List<RunListener> listeners =
        Stream.concat(Stream.of(more), Stream.<RunListener>of(events::add)).toList();
    return new RunPipeline(
        reactor,
        settings,
        Set.of("org.example:example-maven-plugin"),
        info,
        Map.of(),
        listeners,
        warnings::add,
        InstantSource.system());
  }

  RunResult run(FakeReactor reactor, FailureMode mode) {
    return pipeline(reactor, mode).run();
  }

  static Map<String, Outcome> outcomes(RunResult result) {
    return result.modules().stream()
        .collect(Collectors.toMap(ModuleResult::module, ModuleResult::outcome));
  }
}
