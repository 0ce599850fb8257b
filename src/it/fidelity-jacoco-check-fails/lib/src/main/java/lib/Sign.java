package lib;

public class Sign {
  public static String of(int n) {
    return n < 0 ? "minus" : n > 0 ? "plus" : "zero";
  }
}
