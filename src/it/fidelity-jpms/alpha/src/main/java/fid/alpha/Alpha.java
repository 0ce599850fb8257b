package fid.alpha;

public class Alpha {
  public static String text() {
    return "alpha";
  }
}
