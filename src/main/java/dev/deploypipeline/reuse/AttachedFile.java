package dev.deploypipeline.reuse;

import java.util.Objects;

/**
 * A file that a task made an artifact of its project.
 *
 * @param type the artifact's type; not blank
 * @param classifier its classifier; empty for none
 * @param extension the extension of its file; may be empty
 * @param path its file, as in {@link OutputFile#path}
 * @param main whether it is the project's main artifact
 */
public record AttachedFile(
    String type, String classifier, String extension, String path, boolean main) {

  /** Rejects null, a blank type and a path that leads out with an IllegalArgumentException. */
  public AttachedFile {
    if (type == null || type.isBlank()) {
      throw new IllegalArgumentException("an artifact needs a type, got '" + type + "'");
    }
    Objects.requireNonNull(classifier, "classifier");
    Objects.requireNonNull(extension, "extension");
    RelativePath.checked(path);
  }
}
