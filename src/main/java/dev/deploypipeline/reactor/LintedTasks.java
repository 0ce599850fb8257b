package dev.deploypipeline.reactor;

import dev.deploypipeline.lint.LintedTask;
import dev.deploypipeline.lint.ResultFile;
import dev.deploypipeline.lint.ResultFile.Format;
import dev.deploypipeline.model.TaskId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Says where the findings of a mojo execution are: which files it writes, by its configuration. */
final class LintedTasks {

  /**
   * Where a check writes.
   *
   * @param directory the parameter that names the directory; empty where {@code file} is the whole
   *     path
   * @param file the parameter that names the file
   * @param name the file's name where there is no such parameter
   */
  private record Output(Format format, String directory, String file, String name) {}

  private static final Map<String, Output> OUTPUTS =
      Map.ofEntries(
          Map.entry(
              "maven-checkstyle-plugin:check", new Output(Format.CHECKSTYLE, "", "outputFile", "")),
          Map.entry(
              "maven-checkstyle-plugin:checkstyle",
              new Output(Format.CHECKSTYLE, "", "outputFile", "")),
          Map.entry(
              "maven-pmd-plugin:check", new Output(Format.PMD, "targetDirectory", "", "pmd.xml")),
          Map.entry(
              "maven-pmd-plugin:pmd", new Output(Format.PMD, "targetDirectory", "", "pmd.xml")),
          Map.entry(
              "maven-pmd-plugin:cpd-check",
              new Output(Format.CPD, "targetDirectory", "", "cpd.xml")),
          Map.entry(
              "spotbugs-maven-plugin:check",
              new Output(
                  Format.SPOTBUGS,
                  "spotbugsXmlOutputDirectory",
                  "spotbugsXmlOutputFilename",
                  "spotbugsXml.xml")),
          Map.entry(
              "spotbugs-maven-plugin:spotbugs",
              new Output(
                  Format.SPOTBUGS,
                  "spotbugsXmlOutputDirectory",
                  "spotbugsXmlOutputFilename",
                  "spotbugsXml.xml")));

  private LintedTasks() {}

  /**
   * What is known of the execution.
   *
   * @param execution null if it is in no plan
   * @param session a session whose current project is the one that it runs on
   * @throws IllegalStateException when the execution is in no plan
   */
  static LintedTask of(TaskId id, MojoExecution execution, MavenSession session) {
    if (execution == null) {
      throw new IllegalStateException(id + " is in no plan");
    }
    MavenProject project = session.getCurrentProject();
    Path basedir = project.getBasedir().toPath().toAbsolutePath();
    Path pom = project.getFile() == null ? basedir : project.getFile().toPath().toAbsolutePath();
    Stream<String> roots =
        Stream.concat(
            project.getCompileSourceRoots().stream(), project.getTestCompileSourceRoots().stream());
    return new LintedTask(
        id,
        basedir,
        pom,
        roots.map(basedir::resolve).distinct().toList(),
        result(execution, session, basedir).stream().toList());
  }

  private static Optional<ResultFile> result(
      MojoExecution execution, MavenSession session, Path basedir) {
    Output output = OUTPUTS.get(execution.getArtifactId() + ":" + execution.getGoal());
    if (output == null) {
      return Optional.empty();
    }
    String build = session.getCurrentProject().getBuild().getDirectory();
    String directory =
        output.directory().isEmpty()
            ? build
            : parameter(execution, session, output.directory()).orElse(build);
    String file =
        output.file().isEmpty()
            ? output.name()
            : parameter(execution, session, output.file()).orElse(output.name());
    return Optional.of(file)
        .filter(name -> !name.isEmpty())
        .map(name -> new ResultFile(output.format(), basedir.resolve(directory).resolve(name)));
  }

  /** The value that the mojo will see, default values included; empty where it is not known. */
  private static Optional<String> parameter(
      MojoExecution execution, MavenSession session, String name) {
    Xpp3Dom configuration = execution.getConfiguration();
    Xpp3Dom set = configuration == null ? null : configuration.getChild(name);
    if (set == null) {
      return Optional.empty();
    }
    PluginParameterExpressionEvaluator evaluator =
        new PluginParameterExpressionEvaluator(session, execution);
    return evaluate(evaluator, set.getValue())
        .or(() -> evaluate(evaluator, set.getAttribute("default-value")));
  }

  private static Optional<String> evaluate(
      PluginParameterExpressionEvaluator evaluator, String expression) {
    if (expression == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(evaluator.evaluate(expression, String.class))
          .map(String::valueOf)
          .filter(value -> !value.contains("${"));
    } catch (ExpressionEvaluationException e) {
      // The mojo fails for it, and says why.
      return Optional.empty();
    }
  }
}
