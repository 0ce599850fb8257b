package bystander;

public class Bystander {
  public static String text() {
    return "x";
  }
}
