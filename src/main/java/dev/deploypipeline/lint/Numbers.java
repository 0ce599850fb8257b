package dev.deploypipeline.lint;

/** Line and column numbers as compilers and checks write them. */
final class Numbers {

  private static final int MOST_DIGITS = 9;

  private Numbers() {}

  /** The number; 0 for null, a negative one, and what is none. */
  static int of(String text) {
    boolean number =
        text != null
            && !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(text) : 0;
  }
}
