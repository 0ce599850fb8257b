package facade;

public class Facade {
  public static String text() {
    return base.Base.text();
  }
}
