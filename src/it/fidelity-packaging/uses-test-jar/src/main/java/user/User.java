package user;

public class User {
  public static String text() {
    return base.Base.text();
  }
}
