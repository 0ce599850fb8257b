package dev.deploypipeline.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that tells {@code failsafe:verify} how the tests ended.
 *
 * @param completed how many tests ended
 * @param errors how many of them with an error
 * @param failures how many of them failed
 * @param skipped how many of them were skipped
 * @param flakes how many of them failed first
 */
public record FailsafeSummary(int completed, int errors, int failures, int skipped, int flakes) {

  private static final Pattern CRASHED = Pattern.compile("timeout=\"true\"|<failureMessage>[^<]");

  /**
   * Reads it.
   *
   * @return empty where a test JVM crashed or was ended, so that the numbers are not the whole
   * @throws IOException where it cannot be read, or is no such file
   */
  public static Optional<FailsafeSummary> read(Path file) throws IOException {
    String text = Files.readString(file);
    FailsafeSummary summary =
        new FailsafeSummary(
            number(file, text, "completed").orElseThrow(() -> missing(file, "completed")),
            number(file, text, "errors").orElseThrow(() -> missing(file, "errors")),
            number(file, text, "failures").orElseThrow(() -> missing(file, "failures")),
            number(file, text, "skipped").orElseThrow(() -> missing(file, "skipped")),
            number(file, text, "flakes").orElse(0));
    return CRASHED.matcher(text).find() ? Optional.empty() : Optional.of(summary);
  }

  private static Optional<Integer> number(Path file, String text, String name) throws IOException {
    Matcher found = Pattern.compile("<" + name + ">(\\d{1,9})</" + name + ">").matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(found.group(1));
    if (found.find()) {
      throw new IOException(file + " says twice how many " + name + " there are");
    }
    return Optional.of(number);
  }

  private static IOException missing(Path file, String name) {
    return new IOException(file + " does not say how many " + name + " there are");
  }

  /** How many tests failed. */
  public int failed() {
    return errors + failures;
  }

  /**
   * The summary after reports were replaced. What fails before the tests of a class is an error
   * here, even where its report calls it a failure: so only the sum of the two is relied on.
   */
  public FailsafeSummary after(ReplacedResults replaced) {
    int passed = replaced.errors() + replaced.failures();
    int remaining = Math.max(0, failed() - passed);
    int ofErrors = Math.min(remaining, Math.max(0, errors - replaced.errors()));
    return new FailsafeSummary(
        completed + replaced.tests(),
        ofErrors,
        remaining - ofErrors,
        Math.max(0, skipped + replaced.skipped()),
        flakes + passed);
  }

  /** Writes the numbers into the file that it was read from, at once; all else in there stays. */
  public void write(Path file) throws IOException {
    String text = Files.readString(file);
    text = with(text, "completed", completed);
    text = with(text, "errors", errors);
    text = with(text, "failures", failures);
    text = with(text, "skipped", skipped);
    text = with(text, "flakes", flakes);
    if (failed() == 0) {
      text = text.replaceFirst("result=\"255\"", "result=\"null\"");
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".retry");
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static String with(String text, String name, int number) {
    return text.replaceFirst(
        String.format(Locale.ROOT, "<%s>\\d+</%s>", name, name),
        String.format(Locale.ROOT, "<%s>%d</%s>", name, number, name));
  }
}
