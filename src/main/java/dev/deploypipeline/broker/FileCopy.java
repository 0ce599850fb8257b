package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ApiTarget.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Files that are copied into a container before it starts (Docker Engine API v1.41, "Extract an
 * archive of files or folders to a directory in a container").
 *
 * @param query where to and how, sorted
 * @param digest the archive's digest, see {@link Digests#ofTar}
 * @param tar the archive
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its digest
record FileCopy(List<Parameter> query, String digest, byte[] tar) {

  /** The most bytes of one archive that is remembered. */
  static final int LARGEST = 1 << 20;

  /** Rejects null and larger archives. */
  FileCopy {
    query =
        query.stream()
            .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
            .toList();
    Objects.requireNonNull(digest, "digest");
    if (tar.length > LARGEST) {
      throw new IllegalArgumentException("an archive of " + tar.length + " bytes is too large");
    }
  }

  /** The copy that a request asks for. */
  static FileCopy of(ApiTarget target, byte[] tar) {
    return new FileCopy(target.query(), Digests.ofTar(tar), tar);
  }

  /** Whether two copies put the same files in the same place. */
  boolean isSame(FileCopy other) {
    return query.equals(other.query) && digest.equals(other.digest);
  }

  /** Whether two lists of copies do. */
  static boolean areSame(List<FileCopy> some, List<FileCopy> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      same = some.get(i).isSame(others.get(i));
    }
    return same;
  }
}
