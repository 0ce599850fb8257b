package dev.deploypipeline.selection;

import dev.deploypipeline.selection.ClassFile.Annotation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks into the class files of a module's tests. What is not there, because it is in a library for
 * example, is not known.
 *
 * @param directories where they are, tests first
 */
record TestClassFiles(List<Path> directories) {

  private static final Set<String> TESTS =
      Set.of(
          "org.junit.jupiter.api.Test",
          "org.junit.jupiter.api.RepeatedTest",
          "org.junit.jupiter.api.TestFactory",
          "org.junit.jupiter.api.TestTemplate",
          "org.junit.jupiter.params.ParameterizedTest",
          "org.junit.Test",
          TestClassFiles.TESTNG);

  private static final String TESTNG = "org.testng.annotations.Test";
  private static final String TAG = "org.junit.jupiter.api.Tag";

  TestClassFiles {
    directories = List.copyOf(directories);
  }

  /**
   * Whether a class declares a test that every run of it reports: one that is not run, because it
   * is disabled, is reported as skipped.
   */
  boolean certainlyHasTests(String className) throws IOException {
    Optional<ClassFile> found = find(className);
    return found.isPresent()
        && !found.get().isAbstract()
        && found.get().methods().values().stream()
            .anyMatch(
                annotations ->
                    annotations.stream()
                        // TestNG's enabled = false is the exception.
                        .anyMatch(
                            one ->
                                TESTS.contains(one.type()) && !one.texts().containsKey("enabled")));
  }

  /**
   * The tests of a class and of those nested in it that have a tag, as {@code Class} where that
   * holds for all of them, or {@code Class.method}.
   */
  Set<String> tagged(String outermost, String tag) throws IOException {
    Set<String> tagged = new TreeSet<>();
    for (String one : withNested(outermost)) {
      Optional<ClassFile> file = find(one);
      if (file.isPresent()) {
        if (classHas(one, tag)) {
          tagged.add(one);
        } else {
          addMethods(one, file.get(), tag, tagged);
        }
      }
    }
    if (tagged.contains(outermost)) {
      return Set.of(outermost);
    }
    return tagged;
  }

  private void addMethods(String name, ClassFile file, String tag, Set<String> tagged)
      throws IOException {
    for (String method : file.methods().keySet()) {
      if (has(file.methods().get(method), tag, new HashSet<>())) {
        tagged.add(name + "." + method);
      }
    }
  }

  private List<String> withNested(String outermost) throws IOException {
    List<String> names = new ArrayList<>(List.of(outermost));
    int last = outermost.lastIndexOf('.') + 1;
    String simple = outermost.substring(last);
    for (Path directory : directories) {
      Path folder = directory.resolve(outermost.substring(0, last).replace('.', '/'));
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.startsWith(simple + "$") && name.endsWith(".class")) {
              names.add(
                  outermost.substring(0, last) + name.substring(0, name.lastIndexOf(".class")));
            }
          }
        }
      }
    }
    return names;
  }

  /** Tags are inherited. */
  private boolean classHas(String name, String tag) throws IOException {
    Set<String> seen = new HashSet<>();
    Optional<String> at = Optional.of(name);
    while (at.isPresent() && seen.add(at.get())) {
      Optional<ClassFile> file = find(at.get());
      if (file.isPresent() && has(file.get().annotations(), tag, new HashSet<>())) {
        return true;
      }
      at = file.flatMap(ClassFile::superclass);
    }
    return false;
  }

  /** An annotation of the project may stand for tags. */
  private boolean has(List<Annotation> annotations, String tag, Set<String> seen)
      throws IOException {
    for (Annotation one : annotations) {
      String element = one.type().equals(TESTNG) ? "groups" : "value";
      boolean tags = one.type().equals(TAG) || one.type().equals(TESTNG);
      if ((tags && one.texts(element).contains(tag)) || has(one.within(), tag, seen)) {
        return true;
      }
      if (seen.add(one.type())) {
        Optional<ClassFile> type = find(one.type());
        if (type.isPresent() && has(type.get().annotations(), tag, seen)) {
          return true;
        }
      }
    }
    return false;
  }

  private Optional<ClassFile> find(String name) throws IOException {
    for (Path directory : directories) {
      Path file = directory.resolve(name.replace('.', '/') + ".class");
      if (Files.isRegularFile(file)) {
        try (InputStream stream = Files.newInputStream(file)) {
          return Optional.of(ClassFile.read(new BufferedInputStream(stream)));
        }
      }
    }
    return Optional.empty();
  }
}
