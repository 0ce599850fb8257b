package lib;

public final class Lib {
  private Lib() {}

  public static String unit() {
    return "unit";
  }

  public static String integration() {
    return "integration";
  }
}
