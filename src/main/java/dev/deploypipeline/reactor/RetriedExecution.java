package dev.deploypipeline.reactor;

import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Makes the execution that runs some classes of another one again: the same configuration, with
 * results of its own and a JVM for each class.
 */
final class RetriedExecution {

  private RetriedExecution() {}

  /**
   * Makes it.
   *
   * @param number which retry it is, from 1
   * @param directory for its results, which must be empty
   * @param summary whether it writes a summary
   */
  static MojoExecution of(MojoExecution first, int number, Path directory, boolean summary) {
    MojoExecution again =
        new MojoExecution(first.getMojoDescriptor(), first.getExecutionId(), first.getSource());
    again.setLifecyclePhase(first.getLifecyclePhase());
    Xpp3Dom configuration = new Xpp3Dom(first.getConfiguration());
    set(configuration, "reportsDirectory", directory.toString());
    set(
        configuration,
        "tempDir",
        configuration.getChild("tempDir").getValue() + "-retry-" + number);
    set(configuration, "reuseForks", "false");
    // Other orders read and write a file in the module's base directory.
    set(configuration, "runOrder", "alphabetical");
    if (summary) {
      set(configuration, "summaryFile", directory.resolve("failsafe-summary.xml").toString());
    }
    again.setConfiguration(configuration);
    return again;
  }

  private static void set(Xpp3Dom configuration, String name, String value) {
    Xpp3Dom element = configuration.getChild(name);
    if (element == null) {
      element = new Xpp3Dom(name);
      configuration.addChild(element);
    }
    element.setValue(value);
  }
}
