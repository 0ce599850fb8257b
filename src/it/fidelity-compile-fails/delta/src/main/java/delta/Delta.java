package delta;

public class Delta {
  public static String text() {
    return alpha.Alpha.text();
  }
}
