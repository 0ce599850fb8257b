package covered;

/** Half of it is tested. */
public class Sign {
  public static String of(int number) {
    return number < 0 ? "minus" : "plus";
  }
}
