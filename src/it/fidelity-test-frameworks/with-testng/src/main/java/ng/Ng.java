package ng;

public class Ng {
  public static String text() {
    return four.Four.text() + " ng";
  }
}
