package dev.deploypipeline.tests;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells the project's own frames of a stack trace from those of the JDK and of libraries.
 *
 * @param classDirectories where the project's classes are
 */
record StackFrames(List<Path> classDirectories) {

  /** A loader and a module may stand before the class: {@code app//mod@1/p.C.m(C.java:1)}. */
  private static final Pattern FRAME =
      Pattern.compile(
          "\\s*at (?:[^\\s(]*/(?!0x))?(?<class>[^\\s(/]+(?:/0x[0-9a-f]+)?)\\.(?<method>[^\\s(.]+)\\((?<place>[^)]*)\\)");

  StackFrames {
    classDirectories = List.copyOf(classDirectories);
  }

  /** The first frame of the project, {@code p.C.m(C.java:1)}. */
  Optional<String> firstOfProject(String trace) {
    return trace
        .lines()
        .map(FRAME::matcher)
        .filter(Matcher::matches)
        .filter(frame -> isOfProject(frame.group("class")))
        .map(
            frame ->
                frame.group("class")
                    + "."
                    + frame.group("method")
                    + "("
                    + frame.group("place")
                    + ")")
        .findFirst();
  }

  /** The classes of all frames of the project, the innermost call first. */
  Stream<String> all(String trace) {
    return trace
        .lines()
        .map(FRAME::matcher)
        .filter(Matcher::matches)
        .map(frame -> frame.group("class"))
        .filter(this::isOfProject);
  }

  /** The class that is in a file of its own. */
  static String outermost(String className) {
    int nested = className.indexOf('$', 1);
    return nested < 0 ? className : className.substring(0, nested);
  }

  /** Whether a class is in one of the directories. */
  boolean isOfProject(String className) {
    // Hidden classes of lambdas and proxies have no file; their host has.
    String host = className.replaceFirst("\\$\\$.*", "");
    if (host.isEmpty()) {
      return false;
    }
    String file = host.replace('.', '/') + ".class";
    try {
      return classDirectories.stream().anyMatch(one -> Files.isRegularFile(one.resolve(file)));
    } catch (InvalidPathException e) {
      return false; // no file can have that name here, because of the encoding for example
    }
  }
}
