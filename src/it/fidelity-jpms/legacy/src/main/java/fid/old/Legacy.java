package fid.old;

public class Legacy {
  public static String text() {
    return "legacy";
  }
}
