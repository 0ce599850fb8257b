package first;

public class Word {
  public static String text() {
    return "ORIGINAL";
  }
}
