package shop.pricing;

/** A promotion file that cannot be understood, with the place. */
public final class PromotionSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PromotionSyntaxException(int line, int column, String message) {
    super("line " + line + ", column " + column + ": " + message);
  }
}
