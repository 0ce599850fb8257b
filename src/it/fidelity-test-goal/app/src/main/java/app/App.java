package app;

public final class App {
  private App() {}

  public static String text() {
    return mid.Mid.text();
  }
}
