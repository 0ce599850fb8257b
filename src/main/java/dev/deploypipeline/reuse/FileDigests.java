package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Digests of files, which are read again only when they may have changed: when size, modification
 * time, inode or status change time differ from when they were read, or were too young then for a
 * later change to show. What was read is remembered in a file between builds; several builds may
 * use it at once, and what is lost or damaged there is read again. For many threads.
 */
public final class FileDigests implements AutoCloseable {

  private FileDigests() {}

  /**
   * Reads what earlier builds remembered, if anything.
   *
   * @param cacheFile where it is kept; need not exist
   * @param clock tells the time as the file system does
   */
  public static FileDigests open(Path cacheFile, Clock clock) {
    throw new UnsupportedOperationException("open " + cacheFile + clock);
  }

  /** Of the file's content. */
  public Digest file(Path file) throws IOException {
    throw new UnsupportedOperationException("file " + file);
  }

  /** Of the file's content; empty where there is no file. */
  public Optional<Digest> fileIfPresent(Path file) throws IOException {
    throw new UnsupportedOperationException("fileIfPresent " + file);
  }

  /**
   * Of the names, contents and executable bits of the files below a directory. One that is missing
   * has a digest of its own, other than an empty one. Symbolic links are followed; one that leads
   * back to a directory above itself, or nowhere, counts by its target's name.
   *
   * @param wanted asked with the path of each file below the directory, its names separated by
   *     {@code /}, and with that of each directory that has nothing in it, which ends with {@code
   *     /}
   */
  public Digest tree(Path directory, Predicate<String> wanted) throws IOException {
    throw new UnsupportedOperationException("tree " + directory + wanted);
  }

  /**
   * What {@link #tree} is made of: the digest of each file's content and executable bit by its path
   * below the directory. Empty for a directory that is missing, too.
   */
  public SortedMap<String, Digest> members(Path directory, Predicate<String> wanted)
      throws IOException {
    throw new UnsupportedOperationException("members " + directory + wanted);
  }

  /**
   * Of the names and contents of the entries in their order, without their times; of the content
   * for a file that is no zip.
   */
  public Digest jar(Path jar) throws IOException {
    throw new UnsupportedOperationException("jar " + jar);
  }

  /** A directory's {@link #tree} of all files, a file's {@link #jar}; also for what is missing. */
  public Digest classPathElement(Path element) throws IOException {
    throw new UnsupportedOperationException("classPathElement " + element);
  }

  /**
   * Remembers what was read for later builds.
   *
   * @throws IOException when it cannot; then files are read again, and no more is lost
   */
  @Override
  public void close() throws IOException {}
}
