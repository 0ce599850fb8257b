package mid;

public final class Mid {
  private Mid() {}

  public static String text() {
    return lib.Lib.unit() + " and " + lib.Lib.integration();
  }
}
