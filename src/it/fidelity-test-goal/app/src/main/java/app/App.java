package app;

public final class App {
  private App() {}

  public static String text() {
    return lib.Lib.unit() + " and " + lib.Lib.integration();
  }
}
