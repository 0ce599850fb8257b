package base.extra;

public class Extra {
  public static String text() {
    return "extra";
  }
}
