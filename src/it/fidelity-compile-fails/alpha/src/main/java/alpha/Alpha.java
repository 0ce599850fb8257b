package alpha;

public class Alpha {
  public static String text() {
    return "x";
  }
}
