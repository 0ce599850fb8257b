package dev.deploypipeline.reactor;

import dev.deploypipeline.config.MojoModel;
import dev.deploypipeline.config.MojoModel.Kind;
import dev.deploypipeline.config.MojoModels;
import dev.deploypipeline.model.TaskId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * A task of which is known what it reads and writes.
 *
 * @param id the task
 * @param execution its execution
 * @param session a session whose current project is the one that the task works on
 * @param model what is known of its goal
 * @param values its parameters
 * @param areas where it writes
 * @param place its place in Maven's order
 */
record ReusableTask(
    TaskId id,
    MojoExecution execution,
    MavenSession session,
    MojoModel model,
    MojoValues values,
    OutputAreas areas,
    int place) {

  private static final String SNAPSHOT = "-SNAPSHOT";

  /** Parameters of artifacts that the mojo itself resolves. */
  private static final List<String> RESOLVED =
      List.of("annotationProcessorPaths", "additionalClasspathDependencies");

  private static final Set<String> FIXED_ORDERS =
      Set.of("filesystem", "alphabetical", "reversealphabetical");

  /** Not what Surefire puts in late, which begins with a brace. */
  private static final Pattern OPTIONS_FILE = Pattern.compile("(^|[\\s\"'])@[^{\\s]");

  private static final List<String> SKIPS = List.of("skip", "skipTests", "skipExec", "skipITs");

  /** The one of an execution; empty where nothing is known of its goal, or of that version. */
  static Optional<ReusableTask> of(
      TaskId id, MojoExecution execution, MavenSession session, MojoModels models, int place) {
    return models
        .find(
            execution.getGroupId(),
            execution.getArtifactId(),
            execution.getGoal(),
            execution.getVersion())
        .map(model -> of(id, execution, session, model, place));
  }

  private static ReusableTask of(
      TaskId id, MojoExecution execution, MavenSession session, MojoModel model, int place) {
    MavenProject project = session.getCurrentProject();
    MojoValues values =
        MojoValues.of(session, execution, model.ignored()).withLate(project.getProperties());
    return new ReusableTask(
        id,
        execution,
        session,
        model,
        values,
        OutputAreas.of(model, values, ModulePaths.of(project)),
        place);
  }

  MavenProject project() {
    return session.getCurrentProject();
  }

  /** Where its module is. */
  ModulePaths paths() {
    return ModulePaths.of(project());
  }

  /** The module's directory. */
  Path base() {
    return paths().base();
  }

  /** Where the module's files are built. */
  Path buildDirectory() {
    return areas.buildDirectory();
  }

  /**
   * The place from which on tests may read its files: nowhere for those of tests, which run beside
   * each other.
   */
  int placeOfFiles() {
    return runsTests() ? Integer.MAX_VALUE : place;
  }

  boolean runsTests() {
    return model.kind() == Kind.TESTS;
  }

  /**
   * Why its result cannot stand for it, as a clause; empty where it can.
   *
   * @param modules the artifact ids of the reactor
   */
  Optional<String> obstacle(Set<String> modules) {
    if (model.kind() == Kind.KNOWN) {
      return Optional.of("results of its goal are not used again");
    }
    if (values.strange().isPresent()) {
      return values.strange();
    }
    if (!buildDirectory().startsWith(base()) || !areas.areBelowBuildDirectory()) {
      return Optional.of("it writes outside of its module's build directory");
    }
    return pluginObstacle(modules)
        .or(() -> resolvedObstacle(modules))
        .or(this::jvmObstacle)
        .or(() -> runsTests() ? testObstacle() : Optional.empty());
  }

  private Optional<String> pluginObstacle(Set<String> modules) {
    Stream<String> versions =
        Stream.concat(
            Stream.of(execution.getVersion()),
            execution.getPlugin().getDependencies().stream().map(Dependency::getVersion));
    if (versions.anyMatch(version -> version == null || isMoving(version))) {
      return Optional.of("its plugin has a part whose version is a snapshot");
    }
    Stream<String> names =
        Stream.concat(
            Stream.of(execution.getArtifactId()),
            execution.getPlugin().getDependencies().stream().map(Dependency::getArtifactId));
    return names.anyMatch(modules::contains)
        ? Optional.of("its plugin has a part that this reactor builds")
        : Optional.empty();
  }

  /** Whether a version may become another file: a snapshot, a range, or whatever is newest. */
  private static boolean isMoving(String version) {
    return version.endsWith(SNAPSHOT)
        || version.startsWith("[")
        || version.startsWith("(")
        || version.equals("LATEST")
        || version.equals("RELEASE");
  }

  private Optional<String> resolvedObstacle(Set<String> modules) {
    for (String parameter : RESOLVED) {
      for (String text : values.texts().getOrDefault(parameter, List.of())) {
        String value = MojoValues.withoutPlace(text);
        if (isMoving(value) || modules.contains(value)) {
          return Optional.of("its parameter " + parameter + " has " + value + ", which may change");
        }
      }
    }
    return values.isTrue("annotationProcessorPathsUseDepMgmt")
        ? Optional.of("its annotation processors have versions that are managed elsewhere")
        : Optional.empty();
  }

  private Optional<String> jvmObstacle() {
    if (values.texts().containsKey("jdkToolchain")
        || project().getBuildPlugins().stream()
            .anyMatch(plugin -> plugin.getArtifactId().equals("maven-toolchains-plugin"))) {
      return Optional.of("it takes its JDK from a toolchain");
    }
    if (values.isTrue("fork")
        || values.texts().containsKey("executable")
        || values.texts().containsKey("jvm")) {
      return Optional.of("it starts a JDK of its own");
    }
    if (values.texts().values().stream()
        .flatMap(List::stream)
        .map(MojoValues::withoutPlace)
        .anyMatch(text -> OPTIONS_FILE.matcher(text).find())) {
      return Optional.of("a parameter reads options from a file (@...)");
    }
    return Optional.empty();
  }

  private Optional<String> testObstacle() {
    if (SKIPS.stream().anyMatch(values::isTrue)) {
      return Optional.of("it is skipped");
    }
    if (values.isTrue("testFailureIgnore")
        || Boolean.parseBoolean(
            session.getUserProperties().getProperty("maven.test.failure.ignore", "false"))) {
      return Optional.of("its failures are ignored");
    }
    if (values.text("runOrder").filter(order -> !FIXED_ORDERS.contains(order)).isPresent()) {
      return Optional.of("the order of its tests changes");
    }
    if (values.texts().containsKey("debugForkedProcess")) {
      return Optional.of("its tests are debugged");
    }
    if (values.isTrue("disableXmlReport")
        || values.texts().containsKey("statelessTestsetReporter")) {
      return Optional.of("it writes no reports that are known");
    }
    if (!ForkCount.forks(values.text("forkCount").orElse(null))) {
      return Optional.of("its tests run in Maven's own JVM");
    }
    return Optional.empty();
  }
}
