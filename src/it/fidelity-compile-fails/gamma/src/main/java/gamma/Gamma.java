package gamma;

public class Gamma {
  public static String text() {
    return beta.Beta.text();
  }
}
