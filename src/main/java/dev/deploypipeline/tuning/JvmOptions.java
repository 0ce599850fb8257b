package dev.deploypipeline.tuning;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text of JVM options says on compilers. */
public final class JvmOptions {

  /** An option starts a word, or a quoted one. */
  private static final String WORD = "(?<![^\\s'\"])";

  private static final Pattern CHOICE =
      Pattern.compile(
          WORD
              + "(-Xint|-Xcomp|-Xmixed|-Xbatch|-client|-server|-minimal"
              + "|-XX:[+-]?\\w*(?:AOT|Graal|Tiered|Tier\\d|Compil|JVMCI|Code(?:Cache|Heap))[^\\s'\"]*"
              + "|-XX:(?:Flags|VMOptionsFile)=[^\\s'\"]*"
              + "|@[^{\\s][^\\s'\"]*)");

  private JvmOptions() {}

  /**
   * The first option by which somebody chose a compiler, code that was compiled ahead, or the room
   * for compiled code, or took options from a file, where they are not seen.
   *
   * @param options a command line, or a part of one
   */
  public static Optional<String> choice(String options) {
    Matcher found = CHOICE.matcher(options);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
