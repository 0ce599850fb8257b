package style;

final class Style {
  // FORBIDDEN
  private Style() {}
}
