package dev.deploypipeline.prefetch;

import java.util.Objects;

/**
 * Something that could not be fetched.
 *
 * @param kind what went wrong
 * @param what its coordinates, or the name of what asked for it
 * @param where the repositories that were asked, or the file in question; may be empty
 * @param detail what the repository, the network or the disk said; may be empty
 */
public record FetchFailure(Kind kind, String what, String where, String detail) {

  /** What can go wrong. */
  public enum Kind {
    /** The disk has no room. */
    DISK_FULL,
    /** A repository does not answer, or not as it should. */
    UNREACHABLE,
    /** No repository has it. */
    MISSING,
    /** It is not what the repository says that it is. */
    DAMAGED,
    /** It is not what the lock list says that it is. */
    NOT_AS_LOCKED,
    /** The build was stopped. */
    INTERRUPTED,
    /** Something else. */
    OTHER
  }

  /** Rejects null. */
  public FetchFailure {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(detail, "detail");
  }
}
