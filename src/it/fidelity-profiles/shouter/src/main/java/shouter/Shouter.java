package shouter;

public class Shouter {
  public static String text() {
    return greeter.Greeter.text().toUpperCase();
  }
}
