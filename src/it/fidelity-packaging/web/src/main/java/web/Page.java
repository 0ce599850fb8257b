package web;

public class Page {
  public static String text() {
    return "page of " + base.Base.text();
  }
}
