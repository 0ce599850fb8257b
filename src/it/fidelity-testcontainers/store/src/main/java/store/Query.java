package store;

public class Query {
  public static String text() {
    return "select 41 + 1";
  }
}
