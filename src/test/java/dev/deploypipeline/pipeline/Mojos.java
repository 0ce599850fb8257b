package dev.deploypipeline.pipeline;

import dev.deploypipeline.model.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mojo executions as tests write them: {@code resources}, {@code compile}, {@code unit}, ... */
final class Mojos {

  private record Known(String plugin, String goal, String phase) {}

  private static final Map<String, Known> KNOWN =
      Map.ofEntries(
          Map.entry(
              "resources", new Known("maven-resources-plugin", "resources", "process-resources")),
          Map.entry("compile", new Known("maven-compiler-plugin", "compile", "compile")),
          Map.entry(
              "testCompile", new Known("maven-compiler-plugin", "testCompile", "test-compile")),
          Map.entry("unit", new Known("maven-surefire-plugin", "test", "test")),
          Map.entry("jar", new Known("maven-jar-plugin", "jar", "package")),
          Map.entry("war", new Known("maven-war-plugin", "war", "package")),
          Map.entry(
              "it", new Known("maven-failsafe-plugin", "integration-test", "integration-test")),
          Map.entry("itVerify", new Known("maven-failsafe-plugin", "verify", "verify")),
          Map.entry("checkstyle", new Known("maven-checkstyle-plugin", "check", "verify")),
          Map.entry("pmd", new Known("maven-pmd-plugin", "check", "verify")),
          Map.entry("install", new Known("maven-install-plugin", "install", "install")),
          Map.entry("deploy", new Known("maven-deploy-plugin", "deploy", "deploy")));

  static final String MODULE = "shop:model";

  private Mojos() {}

  private static PlannedMojo mojo(
      String module,
      String name,
      String groupId,
      String artifactId,
      String goal,
      String phase,
      String forkedPhase) {
    return new PlannedMojo(
        id(module, name),
        groupId,
        artifactId,
        goal,
        phase,
        false,
        true,
        false,
        forkedPhase,
        Set.of());
  }

  /** The known mojo of that name in {@link #MODULE}. */
  static PlannedMojo known(String name) {
    return known(MODULE, name);
  }

  static PlannedMojo known(String module, String name) {
    Known known = KNOWN.get(name);
    return new PlannedMojo(
        id(module, name),
        "org.apache.maven.plugins",
        known.plugin(),
        known.goal(),
        known.phase(),
        true,
        true,
        false,
        "",
        Set.of());
  }

  static PlannedMojo unknown(String name, String phase) {
    return unknown(MODULE, name, phase);
  }

  static PlannedMojo unknown(String module, String name, String phase) {
    return mojo(module, name, "org.example", "example-maven-plugin", name, phase, "");
  }

  /** The javadoc goal, which runs phases of the module again up to the given one. */
  static PlannedMojo documentation(String forkedPhase) {
    return mojo(
        MODULE,
        "javadoc",
        "org.apache.maven.plugins",
        "maven-javadoc-plugin",
        "jar",
        "package",
        forkedPhase);
  }

  /** The goal that packages sources, and generates them again before it. */
  static PlannedMojo sources() {
    return mojo(
        MODULE,
        "sources",
        "org.apache.maven.plugins",
        "maven-source-plugin",
        "jar",
        "package",
        "generate-sources");
  }

  /** The goal that lists what the module is made of, in the given phase. */
  static PlannedMojo bill(String phase) {
    return mojo(MODULE, "bill", "org.cyclonedx", "cyclonedx-maven-plugin", "makeBom", phase, "");
  }

  /** The check of sources, bound earlier than usual. */
  static PlannedMojo earlyCheckstyle() {
    return mojo(
        MODULE,
        "earlyCheckstyle",
        "org.apache.maven.plugins",
        "maven-checkstyle-plugin",
        "check",
        "validate",
        "");
  }

  static PlannedMojo publisher(String module) {
    return mojo(
        module,
        "publish",
        "org.sonatype.central",
        "central-publishing-maven-plugin",
        "publish",
        "deploy",
        "");
  }

  static PlannedMojo aggregator(String module, String name, String phase) {
    return new PlannedMojo(
        id(module, name),
        "org.example",
        "example-maven-plugin",
        name,
        phase,
        false,
        true,
        true,
        "",
        Set.of());
  }

  static PlannedMojo warmUp(String module) {
    return mojo(
        module,
        "warmUp",
        "dev.deploypipeline",
        "deploy-pipeline-maven-plugin",
        "warm-up",
        "initialize",
        "");
  }

  static List<PlannedMojo> all(String module, String... names) {
    return List.of(names).stream().map(name -> known(module, name)).toList();
  }

  static TaskId id(String name) {
    return id(MODULE, name);
  }

  static TaskId id(String module, String name) {
    return new TaskId(module, name);
  }
}
