package app;

public class App {
  public static String text() {
    return lib.Lib.text();
  }
}
