package after;

public class After {
  public static String text() {
    return dirty.Dirty.text();
  }
}
