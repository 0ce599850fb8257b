package four;

public class Four {
  public static String text() {
    return "four";
  }
}
