package dev.deploypipeline.prefetch;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the log of an offline build what it lacked. */
public final class OfflineLog {

  /** The words of Maven's resolver, the same in its first and second generation. */
  private static final Pattern MISSING =
      Pattern.compile(
          "offline mode and the (?:artifact|metadata) (\\S+) has not been downloaded|Could not find artifact (\\S+)|The POM for (\\S+) is missing");

  private OfflineLog() {}

  /**
   * The coordinates of what is missing, sorted; empty if the log tells of nothing, which does not
   * mean that the build was a success.
   */
  public static Set<String> missing(Collection<String> lines) {
    Set<String> missing = new TreeSet<>();
    for (String line : lines) {
      Matcher matcher = MISSING.matcher(line);
      while (matcher.find()) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
          if (matcher.group(group) != null) {
            missing.add(matcher.group(group).replaceAll("[,.;)]+$", ""));
          }
        }
      }
    }
    return missing;
  }
}
