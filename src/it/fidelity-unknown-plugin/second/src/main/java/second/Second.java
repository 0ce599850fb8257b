package second;

public class Second {
  public static String text() {
    return first.Word.text();
  }
}
