package special;

public class Special {
  public static String text() {
    return shouter.Shouter.text();
  }
}
