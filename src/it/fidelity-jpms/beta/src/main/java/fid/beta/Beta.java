package fid.beta;

public class Beta {
  public static String text() {
    return fid.alpha.Alpha.text() + " beta";
  }
}
