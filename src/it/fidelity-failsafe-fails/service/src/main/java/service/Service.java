package service;

public class Service {
  public static String text() {
    return lib.Lib.text();
  }
}
