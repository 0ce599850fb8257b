package dev.deploypipeline.reactor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tasks of this run wrote which files of a module, as far as that is known. Paths are
 * relative to the module's directory. Safe for use by many threads.
 */
final class ModuleFiles {

  private final Set<String> known = new HashSet<>();
  private final Set<String> byOthers = new TreeSet<>();
  private final List<Turn> now = new ArrayList<>();
  private boolean lost;

  /** To whom a written file belongs. */
  enum Owner {
    /** To the task itself. */
    SELF,
    /** To a task that ran beside it. */
    OTHER,
    /** Nobody knows. */
    UNKNOWN
  }

  /** A task, from its begin to its end. */
  final class Turn {

    private final Optional<OutputAreas> areas;
    private final boolean anywhere;
    private final Set<Turn> beside = new HashSet<>();

    private Turn(Optional<OutputAreas> areas, boolean anywhere) {
      this.areas = areas;
      this.anywhere = anywhere;
    }

    private boolean claims(Path file) {
      return areas.filter(its -> its.cover(file)).isPresent();
    }

    /** To whom a file belongs that was written in this turn. */
    Owner owner(Path file) {
      synchronized (ModuleFiles.this) {
        boolean claimedBeside = beside.stream().anyMatch(other -> other.claims(file));
        if (claims(file)) {
          return claimedBeside ? Owner.UNKNOWN : Owner.SELF;
        }
        if (claimedBeside || !anywhere) {
          return Owner.OTHER;
        }
        return beside.stream().anyMatch(other -> other.anywhere) ? Owner.UNKNOWN : Owner.SELF;
      }
    }

    /** The task has ended. */
    void end() {
      synchronized (ModuleFiles.this) {
        now.remove(this);
      }
    }

    /** The task has ended, and nobody knows what it wrote. */
    void lose() {
      synchronized (ModuleFiles.this) {
        now.remove(this);
        lost = true;
      }
    }

    /**
     * The task has ended, of which nothing is known: it wrote these files, or somebody beside it.
     */
    void end(Collection<String> files) {
      synchronized (ModuleFiles.this) {
        now.remove(this);
        files.stream().filter(file -> !known.contains(file)).forEach(byOthers::add);
      }
    }
  }

  /**
   * A task begins.
   *
   * @param areas where it writes; empty for one of which nothing is known
   * @param anywhere whether it may write outside of these as well
   */
  synchronized Turn begin(Optional<OutputAreas> areas, boolean anywhere) {
    Turn turn = new Turn(areas, anywhere);
    for (Turn other : now) {
      other.beside.add(turn);
      turn.beside.add(other);
    }
    now.add(turn);
    return turn;
  }

  /** Whether files were written of which nobody knows. */
  synchronized boolean isLost() {
    return lost;
  }

  /** A task of which its files are known left these, whether it ran or was reused. */
  synchronized void left(Collection<String> files) {
    known.addAll(files);
    byOthers.removeAll(files);
  }

  /** The files that such tasks left in this run. */
  synchronized Set<String> known() {
    return Set.copyOf(known);
  }

  /** The files that other tasks of this run wrote. */
  synchronized List<String> byOthers() {
    return List.copyOf(byOthers);
  }
}
