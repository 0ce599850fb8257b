package it;

public class Covered {

  public static boolean first() {
    return false;
  }

  public static boolean second() {
    return true;
  }

  public static boolean never() {
    return true;
  }
}
