package dev.deploypipeline.reactor;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.FileSet;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The texts of a project's configuration that may be paths.
 *
 * @param basedir the project's directory
 * @param texts with slashes, and without steps back that can be taken
 * @param leaving those of them that may lead out of the project's directory: most do not, and each
 *     is looked at for every other module
 * @param searched directories around the project in which a pattern looks for build directories
 */
record ConfigurationTexts(
    Path basedir, List<String> texts, List<String> leaving, List<Path> searched) {

  /** A directory and the step back out of it. */
  private static final Pattern DETOUR = Pattern.compile("/(?!\\.\\.?/)[^/\\s]+/\\.\\.(?=/|$)");

  /** The beginning of an absolute path. */
  private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w.*}/-])/");

  static ConfigurationTexts of(MavenProject project, Path root) {
    Path basedir = project.getBasedir().toPath();
    List<String> texts = new ArrayList<>();
    places(project).forEach(text -> add(text, root, texts));
    List<Path> searched = new ArrayList<>();
    configurations(project)
        .forEach(
            dom -> {
              List<String> own = new ArrayList<>();
              texts(dom).forEach(text -> add(text, root, own));
              texts.addAll(own);
              searched.addAll(searchedBy(own, basedir));
            });
    List<String> all = texts.stream().distinct().toList();
    String own = ModulePaths.slashes(basedir) + "/";
    List<String> leaving =
        all.stream()
            .filter(text -> text.contains("..") || ABSOLUTE.matcher(text.replace(own, "./")).find())
            .toList();
    return new ConfigurationTexts(basedir, all, leaving, searched.stream().distinct().toList());
  }

  private static void add(String text, Path root, List<String> to) {
    if (text == null || text.isBlank()) {
      return;
    }
    // Maven evaluates these when the mojo runs, not in the model.
    String path =
        text.replace("${session.executionRootDirectory}", root.toString())
            .replace("${session.topLevelProject.basedir}", root.toString())
            .replace(File.separatorChar, '/');
    Matcher detour = DETOUR.matcher(path);
    while (detour.find()) {
      path = path.substring(0, detour.start()) + path.substring(detour.end());
      detour.reset(path);
    }
    to.add(path);
  }

  /** Where a file set looks for the build directories of all modules below a directory. */
  private static List<Path> searchedBy(List<String> texts, Path basedir) {
    boolean searches = texts.stream().anyMatch(text -> text.contains("*/target/"));
    if (!searches) {
      return List.of();
    }
    return texts.stream()
        .map(String::strip)
        .filter(text -> text.startsWith("/") || text.startsWith(".."))
        .filter(text -> text.indexOf('*') < 0 && text.indexOf('\0') < 0)
        .map(text -> basedir.resolve(text).normalize())
        .filter(directory -> basedir.startsWith(directory) && !basedir.equals(directory))
        .toList();
  }

  private static Stream<String> places(MavenProject project) {
    Stream<String> roots =
        Stream.concat(
            project.getCompileSourceRoots().stream(), project.getTestCompileSourceRoots().stream());
    Stream<String> resources =
        Stream.concat(
                project.getBuild().getResources().stream(),
                project.getBuild().getTestResources().stream())
            .map(FileSet::getDirectory);
    Stream<String> filters = project.getBuild().getFilters().stream();
    Stream<String> system = project.getDependencies().stream().map(Dependency::getSystemPath);
    return Stream.of(roots, resources, filters, system).flatMap(stream -> stream);
  }

  /** What the poms say to each plugin and each of its executions. */
  static Stream<Xpp3Dom> configurations(MavenProject project) {
    return project.getBuildPlugins().stream().flatMap(ConfigurationTexts::configurations);
  }

  static Stream<Xpp3Dom> configurations(Plugin plugin) {
    Stream<ConfigurationContainer> places =
        Stream.concat(Stream.of(plugin), plugin.getExecutions().stream());
    return places.flatMap(
        place -> place.getConfiguration() instanceof Xpp3Dom dom ? Stream.of(dom) : Stream.empty());
  }

  private static Stream<String> texts(Xpp3Dom dom) {
    Stream<String> attributes = Stream.of(dom.getAttributeNames()).map(dom::getAttribute);
    Stream<String> children = Stream.of(dom.getChildren()).flatMap(ConfigurationTexts::texts);
    return Stream.of(Stream.ofNullable(dom.getValue()), attributes, children)
        .flatMap(stream -> stream);
  }

  /**
   * Whether any of them leads to files of another module that a build may make.
   *
   * @param before whether that module stands before this one, so that a search would find its files
   */
  boolean lead(MavenProject other, boolean before) {
    Path directory = other.getBasedir().toPath();
    Path build = Path.of(other.getBuild().getDirectory());
    if (before && searched.stream().anyMatch(directory::startsWith)) {
      return true;
    }
    return leadTo(build) || (!basedir.startsWith(directory) && leadTo(directory));
  }

  private boolean leadTo(Path directory) {
    List<String> candidates = directory.startsWith(basedir) ? texts : leaving;
    if (candidates.isEmpty()) {
      return false;
    }
    String absolute = ModulePaths.slashes(directory);
    String relative = ModulePaths.slashes(basedir.relativize(directory));
    // A single name may mean anything.
    boolean isPath = relative.contains("/");
    return candidates.stream()
        .anyMatch(text -> names(text, absolute) || (isPath && names(text, relative)));
  }

  /** Whether the text has the directory itself in it, or something below that is no source. */
  private static boolean names(String text, String directory) {
    for (int at = text.indexOf(directory); at >= 0; at = text.indexOf(directory, at + 1)) {
      boolean begins = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
      String rest = text.substring(at + directory.length());
      boolean below = rest.isEmpty() || !Character.isLetterOrDigit(rest.charAt(0));
      boolean source =
          rest.startsWith("/src/") || rest.equals("/src") || rest.startsWith("/pom.xml");
      if (begins && below && !source && !rest.startsWith("-") && !rest.startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
