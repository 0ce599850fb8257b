package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;

/**
 * The files below some directories at one time. What a task wrote is what differs between two
 * snapshots. Paths are relative to the base, their names separated by {@code /}. Symbolic links are
 * not followed.
 */
public final class Snapshot {

  private Snapshot() {}

  /**
   * Looks at the files now.
   *
   * @param base the module's directory
   * @param roots directories or files, below the base; those that are missing are left out
   * @throws IllegalArgumentException when a root is not below the base
   */
  public static Snapshot of(Path base, Collection<Path> roots) throws IOException {
    throw new UnsupportedOperationException("of " + base + roots);
  }

  /** The files and symbolic links, sorted. */
  public Set<String> paths() {
    throw new UnsupportedOperationException();
  }

  /** Those of {@link #paths} that are symbolic links, and which no result can hold; sorted. */
  public Set<String> links() {
    throw new UnsupportedOperationException();
  }

  /** The directories, the roots included, sorted. */
  public Set<String> directories() {
    throw new UnsupportedOperationException();
  }

  /** The files of this snapshot that the earlier one lacks or has otherwise, sorted. */
  public Set<String> writtenSince(Snapshot before) throws IOException {
    throw new UnsupportedOperationException("writtenSince " + before);
  }

  /** The files of the earlier snapshot that this one lacks, sorted. */
  public Set<String> goneSince(Snapshot before) {
    throw new UnsupportedOperationException("goneSince " + before);
  }
}
