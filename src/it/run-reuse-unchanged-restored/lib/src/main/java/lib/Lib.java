package lib;

public class Lib {
  // one
  public static int answer() {
    return Inner.VALUE;
  }

  static class Inner {
    static final int VALUE = Integer.parseInt("42");
  }
}
