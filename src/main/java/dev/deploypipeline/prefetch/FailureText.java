package dev.deploypipeline.prefetch;

import dev.deploypipeline.prefetch.FetchFailure.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells all failures of a prefetch at once: one paragraph for what has one cause, with all that it
 * concerns, and what to do about it.
 */
public final class FailureText {

  private static final String AGAIN =
      "A prefetch that is started again fetches only what is missing.";

  private FailureText() {}

  /**
   * The text, of several lines.
   *
   * @param failures at least one
   */
  public static String of(Collection<FetchFailure> failures) {
    Map<Kind, TreeMap<String, List<FetchFailure>>> causes = new EnumMap<>(Kind.class);
    SortedSet<String> all = new TreeSet<>();
    for (FetchFailure failure : failures) {
      all.add(failure.what());
      causes
          .computeIfAbsent(failure.kind(), kind -> new TreeMap<>())
          .computeIfAbsent(cause(failure), cause -> new ArrayList<>())
          .add(failure);
    }
    List<String> lines = new ArrayList<>();
    lines.add(all.size() == 1 ? "1 could not be fetched." : all.size() + " could not be fetched.");
    causes.forEach(
        (kind, groups) ->
            groups
                .values()
                .forEach(
                    group -> {
                      lines.add(sentence(group.get(0)));
                      SortedSet<String> concerned = new TreeSet<>();
                      group.forEach(failure -> concerned.add(failure.what()));
                      concerned.forEach(what -> lines.add("  " + what));
                    }));
    lines.add(AGAIN);
    return String.join(System.lineSeparator(), lines);
  }

  /** What failures have in common that are told together. */
  private static String cause(FetchFailure failure) {
    return switch (failure.kind()) {
      // Each of its artifacts has words of its own, and the first ones say it.
      case DISK_FULL, INTERRUPTED -> "";
      case UNREACHABLE, MISSING, DAMAGED -> failure.where();
      case NOT_AS_LOCKED, OTHER -> failure.what() + failure.where() + failure.detail();
    };
  }

  private static String sentence(FetchFailure first) {
    String said = first.detail().isEmpty() ? "" : " (" + first.detail() + ")";
    return switch (first.kind()) {
      case DISK_FULL -> "The disk is full" + said + ". Perhaps you should make room for:";
      case UNREACHABLE ->
          "The repository %s does not answer as it should%s. Perhaps you should check the network and the repository's settings, then prefetch again:"
              .formatted(first.where(), said);
      case MISSING ->
          "Not in %s. Perhaps you should check the coordinates; what was looked for in vain before is looked for again with -U:"
              .formatted(first.where().isEmpty() ? "any repository" : first.where());
      case DAMAGED ->
          "The repository %s sends files that do not match their checksums%s. Perhaps you should tell who runs it; nothing of them was kept:"
              .formatted(first.where(), said);
      case NOT_AS_LOCKED ->
          "%s is not what the lock list says: %s. Perhaps you should find out which of them is right; then delete the file and prefetch again, or write the list anew with -Ddeploy-pipeline.lock=write:"
              .formatted(first.where(), first.detail());
      case INTERRUPTED -> "The prefetch was stopped before it had:";
      case OTHER -> first.detail() + ":";
    };
  }
}
