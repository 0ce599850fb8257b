package dev.deploypipeline.fidelity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a failed run may have done beyond what Maven did. The jar of a module is made beside its
 * tests, and modules behind the failed one may have been compiled, or even tested, before the
 * failure was known. That is work lost, not a wrong verdict; the verdict, the statuses and every
 * fact that Maven has too must still be equal.
 */
final class Surplus {

  private static final Pattern PLACE =
      Pattern.compile(
          "(?:coverage in )?(?:file|test) (?:\\.mvn/target/project-local-repo/[^/]+/)?(?<module>[^/]+)/");

  private Surplus() {}

  /**
   * The run's facts without those that Maven lacks, in modules that did not succeed with Maven.
   * With {@code -fae} and {@code -fn} exactly the same tests must have run, so there only files may
   * be in surplus.
   */
  static SortedMap<String, String> without(
      SortedMap<String, String> run, SortedMap<String, String> reference, List<String> arguments) {
    boolean goesOn = arguments.contains("-fae") || arguments.contains("-fn");
    Set<String> unfinished =
        reference.entrySet().stream()
            .filter(fact -> fact.getKey().startsWith("module "))
            .filter(fact -> !"SUCCESS".equals(fact.getValue()))
            .map(fact -> fact.getKey().substring("module ".length()))
            .collect(Collectors.toSet());
    SortedMap<String, String> kept = new TreeMap<>();
    for (Map.Entry<String, String> fact : run.entrySet()) {
      boolean surplus =
          !reference.containsKey(fact.getKey())
              && unfinished.contains(module(fact.getKey()))
              && !(goesOn && fact.getKey().startsWith("test "));
      if (!surplus) {
        kept.put(fact.getKey(), fact.getValue());
      }
    }
    return kept;
  }

  /**
   * The first folder of the path that a fact is about; the modules of these reactors are named like
   * their folders. Maven 4 keeps what was packaged a second time, by groupId and artifactId.
   */
  private static String module(String fact) {
    Matcher place = PLACE.matcher(fact);
    return place.lookingAt() ? place.group("module") : "";
  }
}
