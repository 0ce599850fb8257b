package it;

public final class App {

  private App() {}

  public static int run() {
    return Adder.divide(1, 0);
  }
}
