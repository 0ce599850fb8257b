package base;

/** Other modules use this from the test jar. */
public class Expected {
  public static final String TEXT = String.valueOf("base extra");
}
