package dev.deploypipeline.reuse;

import java.time.Duration;
import java.time.Instant;

/**
 * What is remembered of a file.
 *
 * @param stat as it was when the file was read
 * @param seen the day it was last asked for, counted since 1970
 * @param content the digest of its content; null if it was never asked for
 * @param entries the digest of its entries as a jar; null if it was never asked for
 */
record KnownFile(Stat stat, int seen, Read content, Read entries) {

  /**
   * As coarse as times of file systems are, at worst: a change within this time of the reading may
   * leave the times as they were.
   */
  static final Duration GRANULARITY = Duration.ofSeconds(2);

  /**
   * A reading of the file.
   *
   * @param at when it began, in nanoseconds since 1970
   */
  record Read(Digest digest, long at) {}

  /** What is read from a file. */
  enum Aspect {
    CONTENT,
    ENTRIES
  }

  /** The digest, if the file is certainly as it was when it was read; else null. */
  Digest stillValid(Stat now, Aspect aspect) {
    Read read = read(aspect);
    return read != null
            && stat.same(now)
            && !stat.racyAt(Instant.ofEpochSecond(0, read.at), GRANULARITY)
        ? read.digest
        : null;
  }

  /** This with one more reading; what was read of another state of the file is dropped. */
  KnownFile with(Stat now, int day, Aspect aspect, Read read) {
    boolean same = stat.same(now);
    return switch (aspect) {
      case CONTENT -> new KnownFile(now, day, read, same ? entries : null);
      case ENTRIES -> new KnownFile(now, day, same ? content : null, read);
    };
  }

  KnownFile seenOn(int day) {
    return new KnownFile(stat, day, content, entries);
  }

  private Read read(Aspect aspect) {
    return switch (aspect) {
      case CONTENT -> content;
      case ENTRIES -> entries;
    };
  }
}
