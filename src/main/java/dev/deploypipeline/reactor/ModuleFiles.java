package dev.deploypipeline.reactor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which tasks wrote which files of a module, in this run and the last one, as far as that is known.
 * A task's place is that in Maven's order. Paths are relative to the module's directory. Safe for
 * use by many threads.
 */
final class ModuleFiles {

  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> lastOfOthers = new HashMap<>();
  private final Set<String> lastKnown = new HashSet<>();
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

    private final OutputAreas areas;
    private final boolean anywhere;
    private final Set<Turn> beside = new HashSet<>();

    private Turn(OutputAreas areas, boolean anywhere) {
      this.areas = areas;
      this.anywhere = anywhere;
    }

    /** To whom a file belongs that was written in this turn. */
    Owner owner(Path file) {
      synchronized (ModuleFiles.this) {
        boolean claimedBeside = beside.stream().anyMatch(other -> other.areas.cover(file));
        if (areas.cover(file)) {
          return claimedBeside ? Owner.UNKNOWN : Owner.SELF;
        }
        if (claimedBeside || !anywhere) {
          return Owner.OTHER;
        }
        // A packager may be configured to put its file elsewhere.
        boolean doubtful =
            OutputAreas.isArchive(file)
                ? !beside.isEmpty()
                : beside.stream().anyMatch(other -> other.anywhere);
        return doubtful ? Owner.UNKNOWN : Owner.SELF;
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
  }

  /**
   * A task of the last run left these files, and they are as it left them.
   *
   * @param itsFilesAreKnown whether all of its files are
   */
  synchronized void leftLast(int place, boolean itsFilesAreKnown, Collection<String> files) {
    if (itsFilesAreKnown) {
      lastKnown.addAll(files);
    } else {
      files.forEach(file -> lastOfOthers.merge(file, place, Math::max));
    }
  }

  /**
   * A task begins.
   *
   * @param areas where it is known to write
   * @param anywhere whether it may write outside of these as well
   */
  synchronized Turn begin(OutputAreas areas, boolean anywhere) {
    Turn turn = new Turn(areas, anywhere);
    for (Turn other : now) {
      other.beside.add(turn);
      turn.beside.add(other);
    }
    now.add(turn);
    return turn;
  }

  /** A task left these files, whether it ran or was reused. */
  synchronized void left(int place, Collection<String> files) {
    files.forEach(file -> places.merge(file, place, Math::min));
  }

  /** Whether files were written of which nobody knows. */
  synchronized boolean isLost() {
    return lost;
  }

  /** The files of this run that a task at that place finds, if all run in Maven's order. */
  synchronized SortedSet<String> before(int place) {
    SortedSet<String> files = new TreeSet<>();
    places.forEach(
        (file, its) -> {
          if (its < place) {
            files.add(file);
          }
        });
    return files;
  }

  /** Whether it is known which task left a file that is there, in this run or the last one. */
  synchronized boolean isExplained(String file) {
    return places.containsKey(file) || lastKnown.contains(file) || lastOfOthers.containsKey(file);
  }

  /**
   * Whether a file that is there tells a task at that place nothing: a task that does not stand
   * before it left it, or a known one of the last run.
   */
  synchronized boolean isNoInput(String file, int place) {
    Integer its = places.get(file);
    if (its != null) {
      return its >= place;
    }
    return lastKnown.contains(file) || lastOfOthers.getOrDefault(file, -1) > place;
  }
}
