package lib;

public class Lib {
  public static String text() {
    return "x";
  }
}
