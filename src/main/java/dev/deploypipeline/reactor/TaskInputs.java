package dev.deploypipeline.reactor;

import dev.deploypipeline.config.MojoModel;
import dev.deploypipeline.config.MojoModel.ClassPath;
import dev.deploypipeline.config.MojoModel.Kind;
import dev.deploypipeline.reuse.Digest;
import dev.deploypipeline.reuse.FileDigests;
import dev.deploypipeline.reuse.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Organization;
import org.apache.maven.project.MavenProject;

/** Everything that decides the result of a task. Safe for use by many threads. */
final class TaskInputs {

  private static final String NAMED = "files that parameters name";
  private static final String CLASS_PATH = "class path";
  private static final String MODULE = "files of the module";
  private static final String MAIN = "main classes";

  private final FileDigests digests;
  private final VisibleEnvironment environment;
  private final ModuleDirectories modules;

  /**
   * @param session knows the modules, whose directories may lie in each other
   */
  TaskInputs(MavenSession session, FileDigests digests, VisibleEnvironment environment) {
    this.digests = digests;
    this.environment = environment;
    this.modules = ModuleDirectories.of(session);
  }

  /**
   * The fingerprint of a task that is about to run.
   *
   * @param own what the task's last run left, which the next one replaces; paths relative to the
   *     module's directory
   * @param files what the module's other tasks did in this run
   * @param services what the tests will find, with the directories of its migrations
   * @throws UnfitInputs when something decides the result that has no digest
   */
  Fingerprint fingerprint(
      ReusableTask task, Set<String> own, ModuleFiles files, Map<String, List<Path>> services)
      throws IOException, UnfitInputs {
    Fingerprint.Builder all = Fingerprint.builder();
    all.text("module", Sessions.coordinates(task.project()));
    all.text("model", model(task.model()));
    all.text("plugin", plugin(task));
    all.text("JVM and system", VisibleEnvironment.platform(task.model().kind() != Kind.FILES));
    parameters(task, all);
    NamedFiles named = new NamedFiles(digests, task, own);
    for (Map.Entry<String, List<String>> parameter : task.values().texts().entrySet()) {
      if (!task.model().inputs().contains(parameter.getKey())
          && !task.model().temporary().contains(parameter.getKey())
          && !task.model().outputs().contains(parameter.getKey())) {
        for (String text : parameter.getValue()) {
          named.look(text);
        }
      }
    }
    all.files(NAMED, named.found());
    content(task, all);
    if (task.model().classPath() != ClassPath.NONE) {
      classPath(task, all);
    }
    all.files("files that were there before", before(task, own, files));
    if (task.model().kind() == Kind.PACKAGE) {
      all.digest("pom.xml", digests.file(task.project().getFile().toPath()));
      all.text("execution", task.execution().getExecutionId());
      all.text(
          "artifacts so far",
          task.project().getArtifact().getFile() + "\n" + task.project().getAttachedArtifacts());
      all.text("what a manifest says of the project", described(task.project()));
    }
    if (task.runsTests()) {
      visibleToTests(task, files, services, all);
    }
    return all.build();
  }

  private static String model(MojoModel model) {
    return String.join(
        "\n",
        model.goal(),
        model.kind().name(),
        model.classPath().name(),
        new TreeSet<>(model.inputs()).toString(),
        new TreeSet<>(model.outputs()).toString(),
        new TreeSet<>(model.ignored()).toString());
  }

  private static String plugin(ReusableTask task) {
    StringBuilder text = new StringBuilder(task.execution().getVersion());
    task.execution()
        .getPlugin()
        .getDependencies()
        .forEach(one -> text.append('\n').append(one.getManagementKey()).append(one.getVersion()));
    return text.append("\nMaven ")
        .append(task.session().getSystemProperties().getProperty("maven.version"))
        .toString();
  }

  private static void parameters(ReusableTask task, Fingerprint.Builder all) {
    SortedMap<String, Digest> parameters = new TreeMap<>();
    String base = task.base().toString();
    task.values()
        .texts()
        .forEach(
            (name, texts) -> {
              if (task.model().temporary().contains(name)) {
                return;
              }
              List<String> shown = new ArrayList<>(texts);
              if (!task.runsTests()) {
                shown.replaceAll(text -> text.replace(base, "${basedir}"));
              }
              parameters.put(name, Digest.ofAll(shown));
            });
    all.files("parameters", parameters);
  }

  private void content(ReusableTask task, Fingerprint.Builder all) throws IOException {
    for (String input : new TreeSet<>(task.model().inputs())) {
      boolean mainClasses = input.equals(MojoModel.MAIN_CLASSES);
      List<Path> paths =
          mainClasses
              ? List.of(Path.of(task.project().getBuild().getOutputDirectory()))
              : task.values().paths(input, task.base());
      SortedMap<String, Digest> members = new TreeMap<>();
      for (Path path : paths) {
        String shown = path.startsWith(task.base()) ? task.paths().name(path) : path.toString();
        if (Files.isDirectory(path)) {
          digests
              .members(path, file -> true)
              .forEach((name, digest) -> members.put(shown + "/" + name, digest));
        } else if (Files.isRegularFile(path)) {
          members.put(shown, digests.classPathElement(path));
        }
      }
      all.files(mainClasses ? MAIN : input, members);
    }
  }

  /** As the mojo sees it; what is in its elements, not where they are. */
  private void classPath(ReusableTask task, Fingerprint.Builder all) throws IOException {
    SortedMap<String, Digest> content = new TreeMap<>();
    List<String> order = new ArrayList<>();
    for (Artifact artifact : task.project().getArtifacts()) {
      String id = artifact.getDependencyConflictId();
      if (task.model().classPath() == ClassPath.NAMES) {
        order.add(id + ":" + artifact.getVersion() + ":" + artifact.getScope());
        continue;
      }
      // The name of a file may decide that of a module.
      Path file = artifact.getFile() == null ? null : artifact.getFile().toPath();
      boolean jar = file != null && Files.isRegularFile(file);
      order.add(id + ":" + artifact.getScope() + (jar ? ":" + file.getFileName() : ""));
      content.put(id, file == null ? Digest.ofAll() : digests.classPathElement(file));
    }
    all.text("order of the class path", String.join("\n", order));
    all.files(CLASS_PATH, content);
  }

  /**
   * What other plugins put where the task writes: a compiler finds the classes that another one
   * made. What a known task left there counts where it is read.
   */
  private SortedMap<String, Digest> before(ReusableTask task, Set<String> own, ModuleFiles files)
      throws IOException {
    SortedMap<String, Digest> members = new TreeMap<>();
    for (Path directory : task.areas().directories()) {
      if (Files.isDirectory(directory)) {
        String prefix = task.paths().name(directory) + "/";
        digests
            .members(
                directory,
                name ->
                    !own.contains(prefix + name) && !files.isNoInput(prefix + name, task.place()))
            .forEach((name, digest) -> members.put(prefix + name, digest));
      }
    }
    members.keySet().removeIf(name -> name.endsWith("/"));
    return members;
  }

  /** As Maven Archiver puts it into manifests; what else a manifest has, a parameter says. */
  private static String described(MavenProject project) {
    Organization organization = project.getOrganization();
    return String.join(
        "\n",
        Sessions.coordinates(project),
        project.getPackaging(),
        project.getName(),
        String.valueOf(project.getDescription()),
        String.valueOf(project.getUrl()),
        String.valueOf(project.getInceptionYear()),
        organization == null ? "" : organization.getName() + "\n" + organization.getUrl());
  }

  private void visibleToTests(
      ReusableTask task,
      ModuleFiles files,
      Map<String, List<Path>> services,
      Fingerprint.Builder all)
      throws IOException, UnfitInputs {
    if (files.isLost()) {
      throw new UnfitInputs("another goal wrote files of which nothing is known");
    }
    all.text("module directory", task.base().toString());
    all.files("environment", environment.variables(System.getenv()));
    all.files(
        "properties typed", VisibleEnvironment.properties(task.session().getUserProperties()));
    all.text("services", String.join("\n", new TreeSet<>(services.keySet())));
    SortedMap<String, Digest> migrations = new TreeMap<>();
    for (List<Path> directories : services.values()) {
      for (Path directory : directories) {
        digests
            .members(directory, file -> true)
            .forEach((file, digest) -> migrations.put(directory + "/" + file, digest));
      }
    }
    all.files("migrations", migrations);
    all.files(MODULE, modules.files(task, digests));
    all.files("files built before", builtBefore(task, files));
  }

  /** What tests may read of what the goals before them made, but for the classes. */
  private SortedMap<String, Digest> builtBefore(ReusableTask task, ModuleFiles files)
      throws IOException {
    List<Path> classes =
        task.model().inputs().stream()
            .flatMap(input -> task.values().paths(input, task.base()).stream())
            .toList();
    SortedMap<String, Digest> members = new TreeMap<>();
    for (String name : files.before(task.place())) {
      Path file = task.base().resolve(name);
      if (Files.isRegularFile(file) && classes.stream().noneMatch(file::startsWith)) {
        boolean archive = OutputAreas.isArchive(file);
        members.put(name, archive ? digests.classPathElement(file) : digests.file(file));
      }
    }
    return members;
  }

  /**
   * What a task only reads and somebody changed while it ran, so that nobody knows which of it the
   * task has read.
   *
   * @param after made of the same task when it had ended
   */
  static List<String> changedMeanwhile(ReusableTask task, Fingerprint before, Fingerprint after) {
    Set<String> read = new TreeSet<>(Set.of(NAMED, CLASS_PATH, MODULE, MAIN));
    read.addAll(task.model().inputs());
    return only(read, after).differences(only(read, before));
  }

  private static Fingerprint only(Set<String> names, Fingerprint all) {
    SortedMap<String, Digest> inputs = new TreeMap<>(all.inputs());
    inputs.keySet().retainAll(names);
    return new Fingerprint(inputs, all.members());
  }
}
