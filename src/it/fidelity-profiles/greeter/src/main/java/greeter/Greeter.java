package greeter;

public class Greeter {
  public static String text() {
    return "greeter";
  }
}
