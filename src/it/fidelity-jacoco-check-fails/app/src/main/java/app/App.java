package app;

public class App {
  public static String text() {
    return "sign: " + lib.Sign.of(1);
  }
}
