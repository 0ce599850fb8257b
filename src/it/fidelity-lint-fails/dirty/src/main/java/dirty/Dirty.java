package dirty;

public class Dirty {
  public static String text() {
    return clean.Clean.text() + "FORBIDDEN";
  }
}
