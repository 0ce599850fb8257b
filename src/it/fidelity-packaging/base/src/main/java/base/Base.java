package base;

public class Base {
  public static String text() {
    return "base " + base.extra.Extra.text();
  }
}
