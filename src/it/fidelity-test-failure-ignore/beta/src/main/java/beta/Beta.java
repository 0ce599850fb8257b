package beta;

public class Beta {
  public static String text() {
    return alpha.Alpha.text();
  }
}
