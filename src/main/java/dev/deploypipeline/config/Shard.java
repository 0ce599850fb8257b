package dev.deploypipeline.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several runs that share the tests of a reactor.
 *
 * @param number which one, from 1
 * @param of how many there are
 */
public record Shard(int number, int of) {

  /** The property. */
  public static final String PROPERTY = "deploy-pipeline.shard";

  private static final String VERIFY = "verify";
  private static final Pattern PART = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

  /** Rejects a number that is not one of them with {@link IllegalArgumentException}. */
  public Shard {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException(
          PROPERTY
              + " is "
              + number
              + "/"
              + of
              + ", but shards are numbered from 1 to their count. Perhaps you should write 1/"
              + Math.max(1, of)
              + ".");
    }
  }

  /**
   * Reads {@code 2/5}.
   *
   * @param text null or blank for none
   * @throws IllegalArgumentException naming the setting and its value, for anything else
   */
  public static Optional<Shard> parse(String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    Matcher part = PART.matcher(text.strip());
    if (!part.matches()) {
      throw new IllegalArgumentException(
          PROPERTY
              + " is '"
              + text.strip()
              + "'. Perhaps you should write 2/5 for the second of five shards, or verify to check"
              + " their reports.");
    }
    return Optional.of(new Shard(Integer.parseInt(part.group(1)), Integer.parseInt(part.group(2))));
  }

  /** Whether that text asks for the check of the shards' reports, and not for tests. */
  public static boolean asksToVerify(String text) {
    return text != null && text.strip().equals(VERIFY);
  }

  /** For example {@code 2/5}. */
  @Override
  public String toString() {
    return number + "/" + of;
  }
}
