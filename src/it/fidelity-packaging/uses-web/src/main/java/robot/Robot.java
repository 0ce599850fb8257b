package robot;

public class Robot {
  public static String text() {
    return web.Page.text();
  }
}
