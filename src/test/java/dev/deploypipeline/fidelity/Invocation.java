package dev.deploypipeline.fidelity;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What the invoker ran, as its scripts see it.
 *
 * @param basedir the clone that the invoker built
 * @param original the folder in {@code src/it} it was cloned from
 * @param reference where plain Maven builds its own copy
 * @param mavenHome the Maven to use
 * @param settings the settings file to use
 * @param localRepository the local repository to use
 * @param mavenOpts the options of Maven's JVM
 * @param arguments goals and options that plain Maven is given
 */
record Invocation(
    Path basedir,
    Path original,
    Path reference,
    Path mavenHome,
    Path settings,
    Path localRepository,
    String mavenOpts,
    List<String> arguments) {

  static Invocation of(Map<?, ?> variables) throws IOException {
    Path basedir = path(variables, "basedir");
    String name = basedir.getFileName().toString();
    return new Invocation(
        basedir,
        path(variables, "projectsDirectory").resolve(name),
        path(variables, "referencesDirectory").resolve(name),
        path(variables, "mavenHome"),
        path(variables, "settingsFile"),
        path(variables, "localRepositoryPath"),
        text(variables, "mavenOpts"),
        arguments(basedir.resolve("invoker.properties")));
  }

  /** The arguments in {@code invoker.goals}, which names the goal under test by a placeholder. */
  private static List<String> arguments(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    String goals = properties.getProperty("invoker.goals", "");
    String plain =
        goals
            .replace("${fidelity.goal}", "verify")
            .replace("${fidelity.deploy}", "deploy")
            .replace("${fidelity.beside}", "");
    if (plain.equals(goals)) {
      throw new IllegalArgumentException(
          "invoker.goals in "
              + file
              + " is '"
              + goals
              + "'. Perhaps you should name the goal by ${fidelity.goal}.");
    }
    return List.of(plain.trim().split("[ ,]+"));
  }

  private static Path path(Map<?, ?> variables, String name) {
    Object value = variables.get(name);
    return value instanceof File file ? file.toPath() : Path.of(text(variables, name));
  }

  private static String text(Map<?, ?> variables, String name) {
    Object value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The script has no variable '"
              + name
              + "'. Perhaps you should add it to scriptVariables in pom.xml.");
    }
    return value.toString();
  }
}
