package dev.deploypipeline.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the command that runs one test again.
 *
 * @param module the module's artifactId; empty where the build has one module only
 * @param alsoMake whether the module uses others of the reactor, which must be built with it
 * @param failsafe whether Failsafe ran the test, and not Surefire
 * @param majorTwo whether that plugin has version 2
 * @param othersLook whether other executions of the plugin look for the test too, and would fail
 *     because they have none of that name
 * @param integrationTests whether the modules have integration tests, which a unit test runs
 *     without
 * @param profiles the profiles to name, an exclamation mark before those that are switched off
 */
public record RerunCommand(
    Optional<String> module,
    boolean alsoMake,
    boolean failsafe,
    boolean majorTwo,
    boolean othersLook,
    boolean integrationTests,
    List<String> profiles) {

  /** Rejects null; copies the list. */
  public RerunCommand {
    Objects.requireNonNull(module, "module");
    profiles = List.copyOf(profiles);
  }

  /** A method, and what JUnit 4, 5 and 6 put behind its name when it has parameters. */
  private static final Pattern METHOD =
      Pattern.compile(
          "(?<name>\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)(?<types>\\([^)]*\\))?(?<index>[\\[{].*)?");

  /** What engines call what fails around the tests of a class. */
  static final List<String> FIXTURES =
      List.of("initializationError", "executionError", "classMethod");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/=#,-]+");

  /** The command for a test, as one types it into a shell. */
  String of(String className, String test) {
    List<String> words = new ArrayList<>(List.of("mvn", "deploy-pipeline:run"));
    if (!profiles.isEmpty()) {
      words.addAll(List.of("-P", String.join(",", profiles)));
    }
    module.ifPresent(name -> words.addAll(List.of("-pl", ":" + name)));
    if (alsoMake) {
      words.add("-am");
    }
    String selection = className + method(test).map(name -> "#" + name).orElse("");
    if (failsafe) {
      // Otherwise the unit tests would run too; no class has this name.
      words.add("-Dtest=none");
      words.add("-Dsurefire.failIfNoSpecifiedTests=false");
      words.add("-Dit.test=" + selection);
      if (alsoMake || othersLook) {
        words.add("-D" + (majorTwo ? "it" : "failsafe") + ".failIfNoSpecifiedTests=false");
      }
    } else {
      words.add("-Dtest=" + selection);
      if (alsoMake || othersLook) {
        words.add("-Dsurefire.failIfNoSpecifiedTests=false");
      }
      if (integrationTests) {
        words.add("-DskipITs");
      }
    }
    return String.join(" ", words.stream().map(RerunCommand::quoted).toList());
  }

  /**
   * What the selection says behind the class; empty for what is no method, a fixture or a name that
   * is made of words, where the whole class runs again.
   */
  static Optional<String> method(String test) {
    Matcher method = METHOD.matcher(test);
    if (!method.matches() || FIXTURES.contains(test)) {
      return Optional.empty();
    }
    // JUnit 4 and TestNG know the method by its name and index only.
    boolean indexed = method.group("index") != null && method.group("types") == null;
    return Optional.of(method.group("name") + (indexed ? "*" : ""));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
