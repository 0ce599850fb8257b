package app;

import lib.Lib;

public class App {
  public static String text() {
    return "answer " + Lib.answer();
  }
}
