package pmd;

final class Unused {
  private int unused;

  static int first(int a, int b) {
    int sum = a + b;
    int product = a * b;
    int difference = a - b;
    return sum + product + difference;
  }

  static int second(int a, int b) {
    int sum = a + b;
    int product = a * b;
    int difference = a - b;
    return sum + product + difference;
  }
}
