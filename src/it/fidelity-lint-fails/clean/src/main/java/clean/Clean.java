package clean;

public class Clean {
  public static String text() {
    return "x";
  }
}
