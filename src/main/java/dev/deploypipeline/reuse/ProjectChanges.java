package dev.deploypipeline.reuse;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a task changed in its project. What the paths of source roots are relative to is the
 * caller's choice.
 *
 * @param properties the properties that it set, with their new values
 * @param sourceRoots the source roots that it added, in order
 * @param testSourceRoots the test source roots that it added, in order
 * @param artifacts the artifacts that it set or attached, in order
 */
public record ProjectChanges(
    Map<String, String> properties,
    List<String> sourceRoots,
    List<String> testSourceRoots,
    List<AttachedFile> artifacts) {

  /** Rejects null; copies. */
  public ProjectChanges {
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    sourceRoots = List.copyOf(sourceRoots);
    testSourceRoots = List.copyOf(testSourceRoots);
    artifacts = List.copyOf(artifacts);
  }

  /** No change at all. */
  public static ProjectChanges none() {
    return new ProjectChanges(Map.of(), List.of(), List.of(), List.of());
  }
}
